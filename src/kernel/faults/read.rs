//! From a rule as it is written to the rule that is meant.
//!
//! Every name is looked up: a rule that could never act because of a typing error is refused.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::catalogue::{Catalogue, unknown};
use super::written::{Cut, Page, Reset, Slow, Written, WrittenResponse};
use super::{Cause, Effect, Failure, On, Pattern, Rule, Stage, Turn, What, When};
use crate::kernel::http::{Response, Wire};
use crate::kernel::{lifecycle::Outcome, mistake::Mistake};

/// The longest wall time that a rule may hold a call back: delays exist to trip clients' timeouts.
pub const DELAY_MAX: Duration = Duration::from_mins(10);

impl Written {
    /// The rule that is meant, or all that is wrong with it.
    pub fn read(self, catalogue: &Catalogue) -> Result<Rule, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        self.check_name(&mut mistakes);
        let on = self.read_on(catalogue, &mut mistakes);
        let when = self.read_when(&mut mistakes);
        let effect = self.read_effect(&on, catalogue, &mut mistakes);
        let stage = self.read_stage(effect.as_ref(), &mut mistakes);
        self.check_waits(&mut mistakes);
        match (effect, stage) {
            (Some(effect), Some(stage)) if mistakes.is_empty() => {
                let delay = self.delay.unwrap_or_default();
                Ok(Rule { on, when, stage, effect, delay, written: self })
            }
            _ => Err(mistakes),
        }
    }

    fn check_name(&self, mistakes: &mut Vec<Mistake>) {
        let Some(name) = &self.name else { return };
        let number = name.strip_prefix('#');
        if name.is_empty() {
            mistakes.push(Mistake::new(&["name"], "a name has at least one character"));
        } else if number.is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit())) {
            let message = format!("`{name}` is what a rule is called that has no name");
            mistakes.push(Mistake::new(&["name"], message));
        }
    }

    fn read_on(&self, catalogue: &Catalogue, mistakes: &mut Vec<Mistake>) -> On {
        let mut on = On::default();
        if let Some(vendor) = &self.on.vendor {
            let found = catalogue.of(Some(vendor)).map(|it| it.name).collect::<Vec<_>>();
            if found.is_empty() {
                let known = catalogue.vendors.iter().map(|it| it.name);
                mistakes.push(unknown(&["on", "vendor"], "vendor", vendor, known));
                return on;
            }
            on.vendors = Some(found);
        }
        let mut pattern = |path: &[&str], text: &str| {
            let parsed = Pattern::parse(text);
            parsed.map_err(|message| mistakes.push(Mistake::new(path, message))).ok()
        };
        on.operation =
            self.on.operation.as_deref().and_then(|it| pattern(&["on", "operation"], it));
        on.resource = self.on.resource.as_deref().and_then(|it| pattern(&["on", "resource"], it));
        for (name, text) in &self.on.header {
            on.headers.extend(pattern(&["on", "header", name], text).map(|it| (name.clone(), it)));
        }
        if let (Some(text), Some(_)) = (&self.on.operation, &on.operation)
            && catalogue.matching(&on).is_empty()
        {
            let known = catalogue.of(self.on.vendor.as_deref());
            let known = known.flat_map(|it| it.operations.iter().map(|it| it.name));
            mistakes.push(unknown(&["on", "operation"], "operation", text, known));
        }
        if on.vendors.is_none()
            && let Some(error) = &self.error
        {
            leave_those_with(error, catalogue, &mut on, mistakes);
        }
        on
    }

    fn read_when(&self, mistakes: &mut Vec<Mistake>) -> When {
        let turns = [("nth", self.nth), ("first", self.first), ("every", self.every)];
        let given: Vec<_> = turns.iter().filter_map(|(key, n)| Some((*key, (*n)?))).collect();
        if let [_, (second, _), ..] = given[..] {
            let message = "only one of `nth`, `first` and `every` can be given";
            mistakes.push(Mistake::new(&[second], message));
        }
        for (key, _) in given.iter().filter(|(_, n)| *n == 0) {
            mistakes.push(Mistake::new(&[key], format!("`{key}` counts from 1")));
        }
        if let Some(probability) = self.probability
            && !(0.0..=1.0).contains(&probability)
        {
            let message = format!("a probability is between 0 and 1, not {probability}");
            mistakes.push(Mistake::new(&["probability"], message));
        }
        if let Some(limit) = self.rate_limit
            && !(limit.per_second.is_finite() && limit.per_second >= 0.0)
        {
            let message = format!("a rate is a number from 0 upwards, not {}", limit.per_second);
            mistakes.push(Mistake::new(&["rate_limit", "per_second"], message));
        }
        let from = self.from.unwrap_or_default();
        if self.to.is_some_and(|to| to <= from) {
            let message = "the window is empty: `to` must be later than `from`";
            mistakes.push(Mistake::new(&["to"], message));
        }
        let turn = match given.first() {
            Some(("nth", n)) => Turn::Nth(*n),
            Some(("first", n)) => Turn::First(*n),
            Some((_, n)) => Turn::Every(*n),
            None => Turn::Always,
        };
        let (probability, rate_limit) = (self.probability, self.rate_limit);
        When { turn, from, to: self.to, probability, rate_limit }
    }

    fn read_effect(
        &self,
        on: &On,
        catalogue: &Catalogue,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<Effect> {
        let mut effects = self.effects(on, catalogue, mistakes);
        if effects.len() > 1 {
            let keys: Vec<_> = effects.iter().map(|(key, _)| format!("`{key}`")).collect();
            let message = format!("a rule has one effect, and this one has {}", keys.join(" and "));
            let hint = "write a rule for each; the first whose turn it is acts";
            mistakes.push(Mistake::new(&[effects[1].0], message).hint(hint));
        }
        if effects.is_empty() {
            if self.rate_limit.is_some() {
                return Some(Effect::Fail(Failure {
                    what: What::Cause(Cause::Throttled),
                    message: self.message.clone(),
                    retry_after: self.retry_after,
                }));
            }
            if self.delay.is_some() {
                return Some(Effect::Pass);
            }
            let hint = "give one of cause, error, respond, delay, slow, cut, reset, empty, silence, \
                        garbage, outcome, page, rate_limit";
            mistakes.push(Mistake::new(&[], "the rule has no effect").hint(hint));
            return None;
        }
        effects.swap_remove(0).1
    }

    /// Every effect that is written, by its key; `None` where it is wrong.
    fn effects(
        &self,
        on: &On,
        catalogue: &Catalogue,
        mistakes: &mut Vec<Mistake>,
    ) -> Vec<(&'static str, Option<Effect>)> {
        let mut effects = Vec::new();
        let mut add = |key, effect| effects.push((key, effect));
        let fail = |what| {
            let (message, retry_after) = (self.message.clone(), self.retry_after);
            Effect::Fail(Failure { what, message, retry_after })
        };
        if let Some(name) = &self.cause {
            let found = Cause::ALL.iter().find(|(known, _)| known == name);
            if found.is_none() {
                let known = Cause::ALL.iter().map(|(known, _)| *known);
                mistakes.push(unknown(&["cause"], "cause", name, known));
            }
            add("cause", found.map(|(_, cause)| fail(What::Cause(*cause))));
        }
        if let Some(name) = &self.error {
            let known = || catalogue.of(self.on.vendor.as_deref()).flat_map(|it| &it.errors);
            let is_known = known().any(|it| it == name);
            if !is_known {
                mistakes.push(unknown(&["error"], "error", name, known().copied()));
            }
            add("error", is_known.then(|| fail(What::Named(name.clone()))));
        }
        if let Some(respond) = &self.respond {
            add("respond", respond.read(mistakes).map(|it| Effect::Respond(Box::new(it))));
        }
        if let Some(Slow { chunk_bytes, pause }) = self.slow {
            if chunk_bytes == 0 {
                mistakes
                    .push(Mistake::new(&["slow", "chunk_bytes"], "a chunk has at least 1 byte"));
            }
            add("slow", Some(Effect::Spoil(Wire::Slow { chunk_bytes, pause })));
        }
        if let Some(Cut { after_bytes }) = self.cut {
            add("cut", Some(Effect::Spoil(Wire::Cut { after_bytes })));
        }
        if let Some(Reset { after_bytes }) = self.reset {
            add("reset", Some(Effect::Spoil(Wire::Reset { after_bytes })));
        }
        if self.empty == Some(true) {
            add("empty", Some(Effect::Spoil(Wire::Empty)));
        }
        if let Some(lasts) = self.silence {
            add("silence", Some(Effect::Spoil(Wire::Silence { lasts })));
        }
        if let Some(text) = &self.garbage {
            add(
                "garbage",
                Some(Effect::Spoil(Wire::Garbage {
                    bytes: Bytes::copy_from_slice(text.as_bytes()),
                })),
            );
        }
        if let Some(outcome) = &self.outcome {
            check_outcome(outcome, on, catalogue, mistakes);
            add("outcome", Some(Effect::Outcome(outcome.clone())));
        }
        if let Some(Page { items_max }) = self.page {
            add("page", Some(Effect::Page { items_max }));
        }
        if self.panic == Some(true) {
            add("panic", Some(Effect::Panic));
        }
        effects
    }

    fn read_stage(&self, effect: Option<&Effect>, mistakes: &mut Vec<Mistake>) -> Option<Stage> {
        let (usual, possible): (_, &[Stage]) = match effect? {
            Effect::Outcome(_) => (Stage::Outcome, &[Stage::Outcome]),
            Effect::Page { .. } => (Stage::Page, &[]),
            Effect::Spoil(
                Wire::Slow { .. } | Wire::Cut { .. } | Wire::Reset { after_bytes: Some(_) },
            ) => (Stage::After, &[Stage::After]),
            Effect::Pass => (Stage::After, &[Stage::Before, Stage::After]),
            Effect::Fail(_) | Effect::Respond(_) | Effect::Spoil(_) | Effect::Panic => {
                (Stage::Before, &[Stage::Before, Stage::After])
            }
        };
        let Some(name) = self.stage.as_deref() else { return Some(usual) };
        let stages =
            [("before", Stage::Before), ("after", Stage::After), ("outcome", Stage::Outcome)];
        let Some((_, stage)) = stages.into_iter().find(|(known, _)| *known == name) else {
            mistakes.push(unknown(&["stage"], "stage", name, stages.map(|(known, _)| known)));
            return None;
        };
        if !possible.contains(&stage) {
            let message = format!("the rule's effect cannot come at the stage `{name}`");
            let hint = "leave `stage` out: this effect has only one";
            mistakes.push(Mistake::new(&["stage"], message).hint(hint));
        }
        Some(stage)
    }

    fn check_waits(&self, mistakes: &mut Vec<Mistake>) {
        let pause = self.slow.as_ref().map(|it| it.pause);
        let waits = [("delay", self.delay), ("silence", self.silence), ("slow", pause)];
        for (key, wait) in waits {
            if wait.is_some_and(|it| it > DELAY_MAX) {
                let message =
                    format!("`{key}` is wall time, and at most {} s", DELAY_MAX.as_secs());
                let hint = "to let world time pass, use `timing` or the clock";
                mistakes.push(Mistake::new(&[key], message).hint(hint));
            }
        }
    }
}

/// A vendor's error is no other vendor's.
fn leave_those_with(error: &str, catalogue: &Catalogue, on: &mut On, mistakes: &mut Vec<Mistake>) {
    let vendors = catalogue.vendors.iter().filter(|it| it.errors.contains(&error));
    let vendors: Vec<_> = vendors.map(|it| it.name).collect();
    let hint = format!("it is an error of {}", vendors.join(" and "));
    let had_operations = !catalogue.matching(on).is_empty();
    let is_known = !vendors.is_empty();
    on.vendors = Some(vendors);
    if is_known && had_operations && catalogue.matching(on).is_empty() {
        let message = format!("no operation that the rule matches has the error `{error}`");
        mistakes.push(Mistake::new(&["error"], message).hint(hint));
    }
}

fn check_outcome(outcome: &Outcome, on: &On, catalogue: &Catalogue, mistakes: &mut Vec<Mistake>) {
    let operations = catalogue.matching(on);
    let slow: Vec<_> = operations.into_iter().filter(|it| it.takes_time).collect();
    if slow.is_empty() {
        let message = "no operation that the rule matches has an outcome of its own";
        let hint = "`wavetank operations` lists those that take time";
        mistakes.push(Mistake::new(&["outcome"], message).hint(hint));
    } else if let Some(end) = &outcome.end {
        let ends = slow.iter().flat_map(|it| it.ends.iter().copied());
        if !ends.clone().any(|known| known == end) {
            mistakes.push(unknown(&["outcome", "end"], "end", end, ends));
        }
    }
}

impl WrittenResponse {
    fn read(&self, mistakes: &mut Vec<Mistake>) -> Option<Response> {
        let status = StatusCode::from_u16(self.status).ok().filter(|it| it.as_u16() >= 200);
        if status.is_none() {
            let message = format!("`{}` is no status of a final answer: 200 to 999", self.status);
            mistakes.push(Mistake::new(&["respond", "status"], message));
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                (Ok(name), Ok(value)) => drop(headers.append(name, value)),
                _ => mistakes.push(Mistake::new(
                    &["respond", "headers", name],
                    format!("`{name}: {value}` is no header"),
                )),
            }
        }
        let (body, is_json) = match &self.body {
            None => (Bytes::new(), false),
            Some(Value::String(text)) => (Bytes::copy_from_slice(text.as_bytes()), false),
            Some(value) => (Bytes::from(value.to_string()), true),
        };
        if is_json {
            let json = HeaderValue::from_static("application/json");
            headers.entry(http::header::CONTENT_TYPE).or_insert(json);
        }
        let mut response = Response::new(status?, body);
        response.headers = headers;
        Some(response)
    }
}
