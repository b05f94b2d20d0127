//! Calls, from what is written to what can be sent.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderName, Method};

use super::{At, Body, Call, ELAPSED_MAX, Json, Pace, Reader, Text};
use crate::kernel::nearest::nearest;
use crate::scenario::script::{self, As, Signer};
use crate::scenario::text;

/// How often a call is repeated, where nothing is said.
const POLLS: u32 = 60;
const POLLS_MAX: u32 = 10_000;

impl Reader<'_> {
    pub(super) fn call(&mut self, it: &script::Step, kind: &str, line: &str) -> Option<Call> {
        let (method, target) = self.line(kind, line)?;
        let body = self.body(it);
        let signer = self.signer(it.r#as.as_ref());
        let headers = it.headers.iter().filter_map(|(name, value)| self.header(name, value));
        let headers = headers.collect();
        let expected = self.expected(it.expect.as_ref().unwrap_or(&script::Expect::default()));
        let pace = (kind == "until").then(|| self.pace(it));
        let mut captures = Vec::new();
        for (name, pointer) in &it.capture {
            if !text::is_name(name) {
                let hint = "letters, digits and `_`, no digit first";
                self.find(&["capture", name], format!("`{name}` is no name for a capture")).hint =
                    Some(hint.to_owned());
            }
            self.pointer(pointer, &["capture", name]);
            self.captured.insert(name.clone());
            captures.push((name.clone(), pointer.clone()));
        }
        Some(Call { method, target, signer, headers, body, expected, captures, pace })
    }

    fn body(&mut self, it: &script::Step) -> Body {
        match (&it.body, &it.body_text, &it.body_base64) {
            (None, None, None) => Body::None,
            (Some(json), None, None) => {
                self.json(json, &[At::from("body")]);
                Body::Json(Json::new(json.clone()))
            }
            (None, Some(text), None) => Body::Text(self.text(text, &["body_text"])),
            (None, None, Some(text)) => {
                let bytes = STANDARD.decode(text).unwrap_or_else(|wrong| {
                    self.find(&["body_base64"], format!("it is no Base64: {wrong}"));
                    Vec::new()
                });
                Body::Bytes(bytes.into())
            }
            (_, text, _) => {
                let key = if text.is_some() { "body_text" } else { "body_base64" };
                self.find(&[key], "a call has one body: `body`, `body_text` or `body_base64`");
                Body::None
            }
        }
    }

    /// `GET /v1/connectors`.
    fn line(&mut self, kind: &str, line: &str) -> Option<(Method, Text)> {
        let hint = || Some("write method and path: `GET /v1/connectors`".to_owned());
        let Some((method, target)) = line.split_once(' ') else {
            self.find(&[kind], format!("`{line}` is no call")).hint = hint();
            return None;
        };
        let is_word = !method.is_empty() && method.bytes().all(|it| it.is_ascii_uppercase());
        let Some(method) = Method::from_bytes(method.as_bytes()).ok().filter(|_| is_word) else {
            self.find(&[kind], format!("`{method}` is no method")).hint = hint();
            return None;
        };
        let is_visible = target.bytes().all(|it| it.is_ascii_graphic() && it != b'#');
        if !target.starts_with('/') || !is_visible {
            let message = format!("`{target}` is no path");
            self.find(&[kind], message).hint =
                Some("it begins with `/`, and what is special in it is percent-encoded".to_owned());
            return None;
        }
        if ["/_wavetank", "/_sandbox"].iter().any(|it| target.starts_with(it)) {
            let hint = "use `advance`, `journal`, `state` and `faults`";
            self.find(&[kind], "a script calls vendors, not the emulator itself").hint =
                Some(hint.to_owned());
            return None;
        }
        Some((method, self.text(target, &[kind])))
    }

    fn header(&mut self, name: &str, value: &str) -> Option<(HeaderName, Text)> {
        let path = ["headers", name];
        let Ok(parsed) = HeaderName::try_from(name) else {
            self.find(&path, format!("`{name}` is no header"));
            return None;
        };
        if http::HeaderValue::from_str(value).is_err() {
            self.find(&path, "no header can have this value");
        }
        Some((parsed, self.text(value, &path)))
    }

    fn signer(&mut self, written: Option<&As>) -> Option<Signer> {
        let (signer, path): (_, &[&str]) = match written {
            None => return Some(Signer::default()),
            Some(As::Name(name)) if name == "nobody" => return None,
            Some(As::Name(name)) => {
                (Signer { key: Some(name.clone()), ..Signer::default() }, &["as"])
            }
            Some(As::Signer(signer)) => (signer.clone(), &["as", "key"]),
        };
        if let (Some(key), None) = (&signer.key, &signer.secret)
            && !self.names.keys.is_empty()
            && !self.names.keys.contains(key)
        {
            let message = format!("the premises have no credential `{key}`");
            let near = nearest(key, self.names.keys.iter().map(String::as_str));
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a key that nobody knows is written with its secret: \
                         { key: AKIDSTRANGER, secret: anything }"
                    .to_owned(),
            };
            self.find(path, message).hint = Some(hint);
        }
        Some(signer)
    }

    fn pace(&mut self, it: &script::Step) -> Pace {
        let is_waiting = it.expect.as_ref().is_some_and(|it| *it != script::Expect::default());
        if !is_waiting {
            let hint = "say in `expect` what the answer is to be like in the end";
            self.find(&["until"], "nothing is waited for").hint = Some(hint.to_owned());
        }
        let most = it.most.unwrap_or(POLLS);
        if !(1..=POLLS_MAX).contains(&most) {
            self.find(&["most"], format!("a call is repeated 1 to {POLLS_MAX} times, not {most}"));
        }
        let every = it.every.unwrap_or(Duration::from_secs(1));
        if every.saturating_mul(most) > ELAPSED_MAX {
            self.find(&["every"], "a script spans a thousand years at most");
        }
        Pace { every, most }
    }
}
