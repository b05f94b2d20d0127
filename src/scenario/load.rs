//! YAML text (JSON is YAML) to a value and the places of everything in it.
//!
//! The only file that names the YAML crate. What the value means is none of its business.

use serde::de::{Deserialize, Deserializer};
use serde_json::Value;
use serde_saphyr::{
    Error as YamlError, Location, MessageFormatter, Spanned, UserMessageFormatter,
    budget::BudgetBreach,
};

use crate::kernel::mistake::Mistake;

use super::{
    place::{Place, Source, Span},
    tree::{Findings, From, Raw, Tree, settle},
};

/// A larger file is refused before it is read.
const FILE_BYTES_MAX: usize = 32 << 20;

/// Lists and maps inside each other; the reader's stack is sized for it.
const DEPTH_MAX: usize = 32;

/// What aliases may add to that: enough for premises that many rules share.
const REPLAYED_MAX: usize = 200_000;

const TOO_MANY_ALIASES: &str = "aliases inside aliases make the file too large";

const TOO_DEEP: &str = "more than 32 lists and maps stand inside each other";

/// Scalars, lists and maps, aliases written out.
const NODES_MAX: usize = 2_000_000;

/// What a document says, and where.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) value: Value,
    pub(super) place: Place,
}

/// Reads one document, or tells why it is none. Its text goes to the `sources` either way.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    sources: &mut Vec<Source>,
) -> Result<Said, Vec<(Span, Mistake)>> {
    let file = sources.len();
    let add = |sources: &mut Vec<Source>, text| {
        sources.push(Source { name: name.to_owned(), text });
    };
    let text = match text(file, bytes) {
        Ok(text) => text,
        Err((text, span, mistake)) => {
            add(sources, text);
            return Err(vec![(span, mistake)]);
        }
    };
    let said = settled(&text, file);
    add(sources, text);
    said
}

fn settled(text: &str, file: usize) -> Result<Said, Vec<(Span, Mistake)>> {
    let raw = parse(text).map_err(|(span, mistake)| vec![(Span { file, ..span }, mistake)])?;
    if matches!(raw.tree, Tree::Null) {
        let mistake = Mistake::new(&[], "the file says nothing");
        let mistake = mistake.hint("the shortest scenario is `seed: 0`");
        return Err(vec![(Span::whole(file), mistake)]);
    }
    let mut findings = Findings::default();
    let (value, place) = settle(raw, &From { text, file }, &mut findings);
    if findings.0.is_empty() { Ok(Said { value, place }) } else { Err(findings.0) }
}

/// The bytes as text, without a byte order mark; or what can be shown of them, and what is wrong.
fn text(file: usize, bytes: &[u8]) -> Result<String, (String, Span, Mistake)> {
    let fail = |message: String, hint: &str| {
        (String::new(), Span::whole(file), Mistake::new(&[], message).hint(hint))
    };
    if bytes.len() > FILE_BYTES_MAX {
        let message = format!("the file has {} bytes", bytes.len());
        return Err(fail(message, &format!("at most {FILE_BYTES_MAX} are read")));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(fail("the file is written in UTF-16".to_owned(), "save it as UTF-8"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(error) => {
            let start = error.valid_up_to();
            let message = format!("byte {:#04x} is no UTF-8", bytes[start]);
            let (_, _, mistake) = fail(message, "save the file as UTF-8");
            let lossy = String::from_utf8_lossy(bytes).into_owned();
            Err((lossy, Span { file, start, end: start + 1 }, mistake))
        }
    }
}

/// Spans are of the file 0.
fn parse(text: &str) -> Result<Raw, (Span, Mistake)> {
    let mut options = serde_saphyr::options! {
        strict_booleans: true, // `no`, `on` and `y` stay texts
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_depth: DEPTH_MAX,
            flow_nesting_limit: DEPTH_MAX + 1,
            max_nodes: NODES_MAX,
            max_events: 3 * NODES_MAX,
            enforce_alias_anchor_ratio: false, // the limit on replayed events holds bombs off
        },
    };
    options.alias_limits.max_total_replayed_events = REPLAYED_MAX;
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let location = error.location().unwrap_or(Location::UNKNOWN);
        (span_in(text, location), in_our_words(&error))
    })
}

/// The parser's place; where it gave no bytes, they are counted from its line and column.
fn span_in(text: &str, location: Location) -> Span {
    if location.span().byte_offset().is_some() {
        return span(location);
    }
    let (line, column) = (index(location.line()).max(1), index(location.column()).max(1));
    let begin: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let start =
        text[begin..].char_indices().nth(column - 1).map_or(text.len(), |(at, _)| begin + at);
    Span { file: 0, start, end: start }
}

fn span(location: Location) -> Span {
    let start = index(location.span().byte_offset().unwrap_or(0));
    Span { file: 0, start, end: start + index(location.span().byte_len().unwrap_or(0)) }
}

/// The parser's positions are 32 bits wide.
fn index(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Of an alias the place is where its text stands, not where it is called.
        let spanned = Spanned::<Tree>::deserialize(deserializer)?;
        Ok(Self { tree: spanned.value, span: span(spanned.defined) })
    }
}

/// The parser's complaint; where its own sentence is clear it stays.
#[expect(clippy::wildcard_enum_match_arm, reason = "the parser's sentence stands for the others")]
fn in_our_words(error: &YamlError) -> Mistake {
    let (message, hint) = match error {
        YamlError::DuplicateMappingKey { key: Some(key), .. } => {
            (format!("the key `{key}` stands here twice"), "keep one of the two")
        }
        YamlError::MultipleDocuments { .. } => (
            "a second document begins here".to_owned(),
            "one file holds one scenario: take the line `---` or `...` out",
        ),
        YamlError::UnknownAnchor { .. } => (
            "nothing further up has the name that this alias calls".to_owned(),
            "a text that begins with `*` needs quotes",
        ),
        YamlError::RecursiveReferencesRequireWeakTypes { .. } => {
            ("this alias stands inside what it calls".to_owned(), "")
        }
        YamlError::Budget { breach, .. } => (of_budget(breach), ""),
        YamlError::AliasError { error, .. } => return in_our_words(error),
        YamlError::AliasReplayLimitExceeded { .. }
        | YamlError::AliasReplayStackDepthExceeded { .. } => (TOO_MANY_ALIASES.to_owned(), ""),
        other => of_syntax(&UserMessageFormatter.format_message(other)),
    };
    let mistake = Mistake::new(&[], message);
    if hint.is_empty() { mistake } else { mistake.hint(hint) }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the crate's own limits, all far away")]
fn of_budget(breach: &BudgetBreach) -> String {
    match breach {
        BudgetBreach::Depth { .. } => TOO_DEEP.to_owned(),
        BudgetBreach::Nodes { .. } | BudgetBreach::Events { .. } => {
            format!("the file holds more than {NODES_MAX} values")
        }
        BudgetBreach::RecordedAnchorEvents { .. } | BudgetBreach::RecordedAnchorBytes { .. } => {
            TOO_MANY_ALIASES.to_owned()
        }
        other => format!("the file is larger than is read: {other:?}"),
    }
}

/// The parser's sentence, or a clearer one, and what is usually meant.
fn of_syntax(said: &str) -> (String, &'static str) {
    const WORDS: &[(&str, &str, &str)] = &[
        ("tabs disallowed", "a tab indents this line", "indent with spaces"),
        (
            "mapping values are not allowed",
            "no `key: value` may begin here",
            "a text with `: ` in it needs quotes, and every key its own line",
        ),
        (
            "did not find expected key",
            "this line belongs to no map above it",
            "the entries of one map begin in one column",
        ),
        (
            "block sequence entries are not allowed",
            "no list may begin here",
            "a list begins on a line of its own",
        ),
        (
            "invalid indentation in multiline quoted",
            "the text in quotes has not ended here",
            "is the closing quote missing?",
        ),
        (
            "illegal placement of ':'",
            "no `:` belongs here",
            "is a closing bracket missing further up?",
        ),
        ("expected <document start>", "the document has ended before this line", ""),
        ("recursion limit exceeded", TOO_DEEP, ""),
    ];
    let known = WORDS.iter().find(|(begins, ..)| said.contains(begins));
    if let Some((_, message, hint)) = known {
        return ((*message).to_owned(), hint);
    }
    let quotes = said.matches(['\'', '`']).count();
    let said = if quotes.is_multiple_of(2) { said.replace('\'', "`") } else { said.to_owned() };
    let hint = match said.strip_prefix("unexpected character: `") {
        Some(character) if !character.starts_with('\\') => {
            "a text that begins with this character needs quotes"
        }
        _ => "",
    };
    (said, hint)
}
