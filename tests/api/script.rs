//! The notation in which cases are written: what is set, asked, and expected, line by line.
//!
//! Nothing is played here. The notation:
//!
//! ```text
//! seed 7                              # before the first step: what the world is made with
//! timing CreateConnector {"reads":2}  # likewise: epoch, timing, lag, pages, auth, date, premises, fault
//! given connector orders              # makes one and lets it run; $orders is its ARN, $version its version
//! +30s GET /v1/connectors/$orders     # 30 s later; `30s` without `+` is since the epoch, nothing is at once
//! PUT /v1/connectors/$orders {"a":1}  # a body; `@connector {..}` is a known one, patched as RFC 7396 says
//!    + x-team: blue                   # a header more; `- content-type` is one less
//!    => 409 ConflictException: words  # 200 if left out; `~ regex` for words; several statuses: so many calls
//!    | connectorState = RUNNING       # in the body, by JSON Pointer, `*` for every item
//!    | connectorArn -> $arn           # keeps it
//! as KEY/eu-west-1 GET /v1/connectors # with another key and region; `unsigned` with none
//!
//! GET ~/connectors/orders/status      # Confluent Cloud: `~` is an environment and a cluster of Connect v1
//!    => 404 coded: words              # the form of its error: coded, nested, plain, listed, page, gateway,
//!                                     # storage
//! GET $next                           # a URL that was kept
//! as KEY:SECRET GET ~/connectors      # with another API key; `bearer/TOKEN` for a token
//! premises confluent {..}             # of another vendor than MSK Connect
//!
//! GET ^/connectors                    # Aiven: `^` is a service
//!    => 404 project_not_found: words  # its `error_code`; `plain` if it has none, `page` for what is no JSON
//! as TOKEN GET ^/connectors           # with another token; `bearer/TOKEN` for the other scheme
//!
//! GET c9q/connectors/mm1              # Yandex Managed Kafka: `c9q` is the cluster that needs no premises
//!    => 404 NOT_FOUND: words          # the name of the code
//! as bearer/TOKEN GET c9q/connectors  # with another IAM token
//! wire grpc                           # before the first step: calls of REST go as gRPC, and answers come back so
//!
//! settle                              # time passes until nothing is due
//! fault {...}                         # from now on
//! state | msk/.. = ..                 # what the world shows of itself; likewise `rules`, `clock`, `journal`
//! ```

/// A case as it is written.
#[derive(Debug, Default)]
pub(crate) struct Script {
    /// A keyword and what stands behind it.
    pub(crate) settings: Vec<(String, String)>,
    pub(crate) steps: Vec<Step>,
}

#[derive(Debug)]
pub(crate) struct Step {
    /// As written, for the message of a failure.
    pub(crate) text: String,
    pub(crate) at: At,
    pub(crate) what: What,
    pub(crate) answer: Expected,
    pub(crate) expects: Vec<Expect>,
}

/// When a step happens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum At {
    Since(String),
    Later(String),
    Then,
}

#[derive(Debug)]
pub(crate) enum What {
    Call(Call),
    /// Lines that are played in place of this one.
    Given(String),
    Settle,
    Wait,
    Fault(String),
    /// `state`, `rules`, `clock` or `journal`.
    Show(String),
}

#[derive(Debug, Default)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) body: String,
    /// Key and region, as `KEY/REGION`; empty for a call without a credential.
    pub(crate) signer: Option<String>,
    /// Without a value: taken away.
    pub(crate) headers: Vec<(String, Option<String>)>,
}

/// What a call is to be answered with.
#[derive(Debug, Default)]
pub(crate) struct Expected {
    /// One status for each call.
    pub(crate) statuses: Vec<u16>,
    /// Not in the shape of the vendor.
    pub(crate) raw: bool,
    pub(crate) error: Option<String>,
    pub(crate) message: Option<Is>,
}

/// One thing to be found at one place.
#[derive(Debug)]
pub(crate) struct Expect {
    pub(crate) place: String,
    pub(crate) is: Is,
}

#[derive(Debug)]
pub(crate) enum Is {
    /// JSON, or a text as it stands.
    Equal(String),
    Other(String),
    Match(String),
    Absent,
    /// Exactly these members, in any order.
    Keys(Vec<String>),
    Kept(String),
}

const SETTINGS: &[&str] =
    &["seed", "epoch", "timing", "lag", "pages", "auth", "date", "premises", "bounds", "wire"];

impl Script {
    /// Panics where the notation is not kept.
    pub(crate) fn read(text: &str) -> Self {
        let mut script = Self::default();
        for line in text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#'))
        {
            let (word, rest) = cut(line, ' ');
            match word {
                "+" | "-" => script.last().header(word, rest),
                "|" => script.last().expect(rest),
                "=>" => script.last().answer(rest),
                _ if script.steps.is_empty() && (SETTINGS.contains(&word) || word == "fault") => {
                    script.settings.push((word.into(), rest.into()));
                }
                _ => script.steps.push(Step::read(line)),
            }
        }
        script
    }

    fn last(&mut self) -> &mut Step {
        self.steps.last_mut().expect("a line that goes on follows a step")
    }
}

impl Step {
    fn read(line: &str) -> Self {
        let (line, expects) = cut_at(line, " | ");
        let (line, answer) = cut_at(line, " => ");
        let (at, what) = At::read(line);
        let mut step = Self {
            text: line.into(),
            at,
            what: What::read(what),
            answer: Expected { statuses: vec![200], ..Expected::default() },
            expects: Vec::new(),
        };
        if !answer.is_empty() {
            step.answer(answer);
        }
        step.expect(expects);
        step
    }

    fn answer(&mut self, text: &str) {
        let (answer, expects) = cut_at(text, " | ");
        self.answer = Expected::read(answer);
        self.expect(expects);
    }

    fn expect(&mut self, text: &str) {
        let texts = text.split(" | ").map(str::trim).filter(|it| !it.is_empty());
        self.expects.extend(texts.map(Expect::read));
    }

    fn header(&mut self, sign: &str, text: &str) {
        let What::Call(call) = &mut self.what else { panic!("no call to give `{text}` to") };
        let (name, value) = cut(text, ':');
        call.headers.push((name.into(), (sign == "+").then(|| value.into())));
    }
}

impl At {
    /// The instant at the beginning of a line, and what follows it.
    fn read(line: &str) -> (Self, &str) {
        let (word, rest) = cut(line, ' ');
        let later = word.strip_prefix('+');
        if !later.unwrap_or(word).starts_with(|it: char| it.is_ascii_digit()) {
            return (Self::Then, line);
        }
        (later.map_or_else(|| Self::Since(word.into()), |it| Self::Later(it.into())), rest)
    }
}

impl What {
    fn read(text: &str) -> Self {
        let (word, rest) = cut(text, ' ');
        match word {
            "" => Self::Wait,
            "given" => Self::Given(rest.into()),
            "settle" => Self::Settle,
            "fault" => Self::Fault(rest.into()),
            "state" | "rules" | "clock" | "journal" => Self::Show(word.into()),
            "unsigned" => Self::Call(Call::read(rest, None)),
            "as" => {
                let (signer, rest) = cut(rest, ' ');
                Self::Call(Call::read(rest, Some(signer.into())))
            }
            _ => Self::Call(Call::read(text, Some(String::new()))),
        }
    }
}

impl Call {
    fn read(text: &str, signer: Option<String>) -> Self {
        let (method, rest) = cut(text, ' ');
        assert!(
            method.bytes().all(|it| it.is_ascii_uppercase()),
            "`{method}` is no method: {text}"
        );
        let (target, body) = cut(rest, ' ');
        let (method, target, body) = (method.into(), target.into(), body.into());
        Self { method, target, body, signer, headers: Vec::new() }
    }
}

impl Expected {
    fn read(text: &str) -> Self {
        let mut expected = Self::default();
        let mut text = text.trim();
        while let Some(status) = status(text) {
            expected.statuses.push(status);
            text = text[3..].trim_start();
        }
        assert!(!expected.statuses.is_empty(), "no status to expect: {text}");
        let end = text.find([':', ' ']).unwrap_or(text.len());
        let (error, words) = text.split_at(end);
        expected.raw = error == "raw";
        expected.error = Some(error).filter(|it| !it.is_empty() && *it != "raw").map(Into::into);
        expected.message = match words.split_at_checked(2) {
            Some((": ", words)) => Some(Is::Equal(words.into())),
            Some((" ~", words)) => Some(Is::Match(words.trim().into())),
            Some(_) => panic!("`:` or `~` stands before the words of an error: {text}"),
            None => None,
        };
        expected
    }
}

fn status(text: &str) -> Option<u16> {
    let word = text.split(' ').next()?;
    (word.len() == 3).then(|| word.parse().ok())?
}

impl Expect {
    fn read(text: &str) -> Self {
        let (place, rest) = cut(text, ' ');
        // A header is written as `header date`.
        let (place, rest) = match place {
            "header" => (format!("/header/{}", cut(rest, ' ').0.to_lowercase()), cut(rest, ' ').1),
            "wire" | "delay" => (format!("/{place}"), rest),
            "." => ("/body".into(), rest),
            _ => (format!("/body/{place}"), rest),
        };
        let (sign, value) = cut(rest, ' ');
        let is = match sign {
            "=" => Is::Equal(value.into()),
            "!=" => Is::Other(value.into()),
            "~" => Is::Match(value.into()),
            "->" => Is::Kept(value.strip_prefix('$').expect("a name with `$`").into()),
            "absent" => Is::Absent,
            "keys" => Is::Keys(value.split_whitespace().map(Into::into).collect()),
            _ => panic!("`{sign}` is no sign of an expectation: {text}"),
        };
        Self { place, is }
    }
}

/// What stands before and behind the first `at`, without blanks around it.
fn cut(text: &str, at: char) -> (&str, &str) {
    let (before, behind) = text.split_once(at).unwrap_or((text, ""));
    (before.trim(), behind.trim())
}

fn cut_at<'a>(text: &'a str, at: &str) -> (&'a str, &'a str) {
    text.split_once(at).unwrap_or((text, ""))
}
