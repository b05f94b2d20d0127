//! What stands above a shrunk scenario: the comment that was there, and what it still shows.

use super::tree::Tree;
use super::trial::{Target, Trial};
use super::{Size, Wanted};
use crate::scenario::Difference;

const BEGINS: &str = "# Shrunk by wavetank";

/// Of a long answer not more than this.
const SHOWN_BYTES_MAX: usize = 300;

/// The comment at the top of `text`, without that of an earlier shrinking, and what is shown, line by line.
pub(super) fn head(text: &str, (before, after): (Size, Size), what: &[String]) -> String {
    let top = text.lines().take_while(|it| it.starts_with('#') || it.trim().is_empty());
    let mut kept: Vec<&str> = Vec::new();
    let mut is_old = false;
    for line in top {
        is_old = line.starts_with(BEGINS) || is_old && line.starts_with("#   ");
        if !is_old {
            kept.push(line.trim_end());
        }
    }
    while kept.last().is_some_and(|it| it.is_empty()) {
        kept.pop();
    }
    let mut head = String::new();
    for line in kept {
        head += &format!("{line}\n");
    }
    head += &format!("{BEGINS} from {} to {}. It still shows:\n", size(before), size(after));
    for line in what {
        head += &format!("#   {}\n", plain(line));
    }
    head
}

fn size(Size { steps, rules }: Size) -> String {
    let many = |count: usize, word: &str| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {word}{plural}")
    };
    format!("{} and {}", many(steps, "step"), many(rules, "rule"))
}

/// What the target is, in words, line by line.
pub(super) fn shown(
    (tree, trial): (&Tree, &Trial),
    target: &Target,
    wanted: &Wanted,
) -> Vec<String> {
    if let (Target::Counts { step, .. }, Wanted::Calls(calls)) = (target, wanted) {
        return vec![calls.text(tree.counted_rule(*step).as_deref())];
    }
    let found = trial
        .failures
        .iter()
        .find(|(it, _)| matches!(target, Target::Fails(wanted) if it == wanted));
    let Some((failure, Difference { what, expected, got, .. })) = found else { return Vec::new() };
    let steps = tree.list("script");
    let index = steps.iter().position(|it| it.id == failure.step).unwrap_or_default();
    let title = ["name", "call", "until"].iter().find_map(|it| steps.get(index)?.entry(it)?.text());
    let title = title.map(|it| format!(", {it}")).unwrap_or_default();
    vec![
        format!("step {}{title}: {what}", index + 1),
        format!("expected {}, got {}", plain(expected), plain(got)),
    ]
}

/// On one line, of letters that a comment may hold, and not all of a long text.
fn plain(text: &str) -> String {
    let is_good = |it: &char| {
        !it.is_control()
            && !matches!(it, '\u{2028}'..='\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line: String = words.chars().filter(is_good).collect();
    if line.len() > SHOWN_BYTES_MAX {
        line.truncate(line.floor_char_boundary(SHOWN_BYTES_MAX));
        line += " ...";
    }
    line
}
