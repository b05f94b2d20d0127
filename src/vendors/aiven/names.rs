//! What a call names: project, service, connector and the like, out of its path and its body.
//!
//! For errors, whose words have these names in them whatever went wrong before a handler knew.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::kernel::http::Request;
use crate::kernel::rejection::member;

pub struct Names<'a> {
    request: &'a Request,
}

impl<'a> Names<'a> {
    pub fn of(request: &'a Request) -> Self {
        Self { request }
    }

    /// The segment of the path at `place`, decoded, where `name` stands before it; empty otherwise.
    fn at(&self, name: &str, place: usize) -> Cow<'a, str> {
        let mut segments = self.request.path().split('/').skip(place - 1);
        let is_named = segments.next() == Some(name);
        let found = segments.next().filter(|_| is_named).unwrap_or_default();
        percent_decode_str(found).decode_utf8_lossy()
    }

    /// What the path names, or else the body.
    fn either(&self, (in_path, place): (&str, usize), in_body: &str) -> Cow<'a, str> {
        let found = self.at(in_path, place);
        if found.is_empty() { member(&self.request.body, in_body).into() } else { found }
    }

    /// `template` with the names in it, and `seconds` for the time to wait.
    pub fn fill(&self, template: &str, seconds: &str) -> String {
        let mut filled = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
            filled.push_str(before);
            filled.push_str(&match name {
                "service" => self.either(("service", 5), "service_name"),
                "connector" => self.either(("connectors", 7), "name"),
                "task" => self.at("tasks", 9),
                "plugin" => self.at("connector-plugins", 7),
                _ => seconds.into(),
            });
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}
