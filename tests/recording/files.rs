//! Files that are no recordings, or not whole ones: what is said of them, and in which line.

use wavetank::recording::{FORMAT, Reader, Replay, Stopped};

use crate::Recorded;
use crate::history::History;

fn recording() -> String {
    let mut history = History::new(1);
    let mut recorded = Recorded::new(history.world());
    for _ in 0..30 {
        history.step(&mut recorded.world);
        recorded.follow();
    }
    String::from_utf8(recorded.tape.into_inner()).unwrap()
}

/// What is wrong with it; empty if nothing is.
fn told(file: &[u8]) -> String {
    let mut reader = Reader::new(file);
    let mut replay = Replay::default();
    let mut line = 0;
    loop {
        line += 1;
        let stopped = match reader.read() {
            Ok(None) => return String::new(),
            Ok(Some(item)) => replay.step(line, &item).err(),
            Err(error) => Some(Stopped::Unread(error)),
        };
        match stopped {
            None => {}
            Some(Stopped::Differs(difference)) => {
                return format!("differs: line {}", difference.line);
            }
            Some(Stopped::Unread(error)) => {
                let hint = error.hint.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
                return format!("{error}{hint}");
            }
        }
    }
}

/// The recording with another line in the place of one, counted from 1.
fn with(line: usize, text: &str) -> String {
    let lines = recording();
    let mut lines: Vec<_> = lines.lines().collect();
    lines[line - 1] = text;
    lines.join("\n") + "\n"
}

fn without(line: usize) -> String {
    let lines = recording();
    let kept = lines.lines().enumerate().filter(|(index, _)| index + 1 != line);
    kept.map(|(_, it)| it).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let whole = recording();
    let first = whole.lines().next().unwrap();
    let newer = first.replace("\"format\":1", &format!("\"format\":{}", FORMAT + 1));
    let other_seed = first.replacen("\"lag\":", "\"lag\" :", 1);
    let cases = [
        ("nothing", String::new()),
        ("a scenario", "seed: 7\nscript: []\n".to_owned()),
        ("other JSON", "{\"a\": 1}\n".to_owned()),
        ("a list", "[1, 2]\n".to_owned()),
        ("newer", with(1, &newer)),
        (
            "newer, and of another form",
            with(1, "{\"wavetank\":\"9.0.0\",\"format\":9,\"sandbox\":[]}"),
        ),
        ("changed by hand", with(1, &other_seed)),
        ("without its beginning", without(1)),
        ("without an entry", without(3)),
        ("not JSON", with(4, "{\"sandbox\": \"default\", \"number\"")),
        ("no entry", with(4, "{\"sandbox\":\"default\",\"number\":3}")),
        (
            "unknown event",
            with(4, &whole.lines().nth(3).unwrap().replace("\"event\":{\"", "\"event\":{\"x")),
        ),
        ("no method", with(4, &with_bad_method(&whole))),
        (
            "of another sandbox",
            with(4, &whole.lines().nth(3).unwrap().replace("\"default\"", "\"b\"")),
        ),
        ("an empty line", with(4, "")),
    ];
    let told: Vec<_> =
        cases.map(|(what, file)| format!("{what}: {}", told(file.as_bytes()))).into();
    insta::assert_snapshot!(told.join("\n"));
}

fn with_bad_method(whole: &str) -> String {
    let line = whole.lines().nth(3).unwrap();
    let call = whole.lines().find(|it| it.contains("\"method\":\"")).unwrap();
    assert!(line.contains("\"number\":3"));
    let call = call.replace("\"method\":\"", "\"method\":\"( ");
    let (_, event) = call.split_once("\"event\":").unwrap();
    let (head, _) = line.split_once("\"event\":").unwrap();
    format!("{head}\"event\":{event}")
}

#[test]
fn a_file_that_is_cut_anywhere_is_replayed_up_to_there_or_refused() {
    let whole = recording();
    let head_bytes = whole.lines().next().unwrap().len();
    for end in (0..whole.len()).step_by(97) {
        let told = told(&whole.as_bytes()[..end]);
        assert_eq!(told.is_empty(), end >= head_bytes, "cut at {end}: {told}");
    }
}

#[test]
fn no_byte_that_is_changed_makes_a_panic() {
    let whole = recording().into_bytes();
    for at in (0..whole.len()).step_by(61) {
        for byte in [b'"', b'9', b'\n', 0xff] {
            let mut changed = whole.clone();
            changed[at] = byte;
            told(&changed);
        }
    }
}
