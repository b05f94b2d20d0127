//! From a rule as it is written to the rule that is meant.
//!
//! Every name is looked up: a rule that could never act because of a typing error is refused.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::HeaderName;

use super::catalogue::{Catalogue, unknown};
use super::narrow;
use super::written::{Cut, Page, Reset, Slow, Written};
use super::{Cause, Effect, Failure, On, Pattern, Rule, Stage, Turn, What, When};
use crate::kernel::http::Wire;
use crate::kernel::mistake::Mistake;

/// The longest wall time that a rule may hold a call back: delays exist to trip clients' timeouts.
pub const DELAY_MAX: Duration = Duration::from_mins(10);

impl Written {
    /// The rule that is meant, or all that is wrong with it.
    pub fn read(self, catalogue: &Catalogue) -> Result<Rule, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        self.check_name(&mut mistakes);
        let on = self.read_on(catalogue, &mut mistakes);
        let when = self.read_when(&mut mistakes);
        let effect = self.read_effect(catalogue, &mut mistakes);
        let stage = self.read_stage(effect.as_ref(), &mut mistakes);
        self.check_waits(&mut mistakes);
        match (effect, stage) {
            (Some(effect), Some(stage)) if mistakes.is_empty() => {
                let delay = self.delay.unwrap_or_default();
                Ok(Rule { on, when, stage, effect, delay, written: Arc::new(self) })
            }
            _ => Err(mistakes),
        }
    }

    fn check_name(&self, mistakes: &mut Vec<Mistake>) {
        let Some(name) = &self.name else { return };
        let number = name.strip_prefix('#');
        if name.is_empty() {
            mistakes.push(Mistake::new(&["name"], "a name has at least one character"));
        } else if number.is_some_and(|it| it.parse::<u64>().is_ok()) {
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
        let mut read = |key, text: &Option<String>| {
            text.as_deref().and_then(|it| pattern(&["on", key], it, mistakes))
        };
        on.operation = read("operation", &self.on.operation);
        on.resource = read("resource", &self.on.resource);
        for (name, text) in &self.on.header {
            if HeaderName::try_from(name).is_err() {
                let message = format!("`{name}` is no name of a header");
                mistakes.push(Mistake::new(&["on", "header", name], message));
                continue;
            }
            let pattern = pattern(&["on", "header", name], text, mistakes);
            on.headers.extend(pattern.map(|it| (name.clone(), it)));
        }
        if let (Some(text), Some(_)) = (&self.on.operation, &on.operation)
            && catalogue.matching(&on).is_empty()
        {
            let known = catalogue.of(self.on.vendor.as_deref());
            let known = known.flat_map(|it| it.operations.iter().map(|it| it.name));
            let mistake = unknown(&["on", "operation"], "operation", text, known);
            let elsewhere = On { vendors: None, ..on.clone() };
            mistakes.push(match catalogue.matching(&elsewhere).first() {
                Some((vendor, _)) => mistake.hint(format!("it is one of {vendor}")),
                None => mistake,
            });
        }
        if on.vendors.is_none()
            && let Some(error) = &self.error
        {
            narrow::to_error(error, catalogue, &mut on, mistakes);
        }
        if let Some(outcome) = &self.outcome {
            narrow::to_outcome(outcome, catalogue, &mut on, mistakes);
        }
        if self.page.is_some() {
            narrow::to_pages(catalogue, &mut on, mistakes);
        }
        if let (Some(text), Some(pattern)) = (&self.on.resource, &on.resource) {
            let matching = catalogue.matching(&on);
            let names_none = !matching.iter().any(|(_, it)| it.names_resource);
            if names_none && !matching.is_empty() && !pattern.matches("") {
                let message =
                    format!("`{text}`: no operation that the rule matches names a resource");
                let hint = "leave `resource` out: a list, say, is of no one resource";
                mistakes.push(Mistake::new(&["on", "resource"], message).hint(hint));
            }
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
        if self.rate_limit.is_some_and(|it| it.burst == 0 && it.per_second > 0.0) {
            let message = "a bucket that holds no token never has one, whatever comes back";
            let hint = "give a `burst` of 1 or more, or `per_second: 0` too: then every call is acted upon";
            mistakes.push(Mistake::new(&["rate_limit", "burst"], message).hint(hint));
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

    fn read_effect(&self, catalogue: &Catalogue, mistakes: &mut Vec<Mistake>) -> Option<Effect> {
        let mut effects = self.effects(catalogue, mistakes);
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
            if let Some(delay) = self.delay {
                self.check_belongings("delay", mistakes);
                if delay.is_zero() {
                    mistakes.push(Mistake::new(&["delay"], "this holds no answer back"));
                }
                return Some(Effect::Pass);
            }
            let hint = "give one of cause, error, respond, delay, slow, cut, reset, empty, silence, \
                        garbage, outcome, page, rate_limit";
            mistakes.push(Mistake::new(&[], "the rule has no effect").hint(hint));
            return None;
        }
        self.check_belongings(effects[0].0, mistakes);
        effects.swap_remove(0).1
    }

    /// What belongs to a failure, beside something else.
    fn check_belongings(&self, effect: &str, mistakes: &mut Vec<Mistake>) {
        if ["cause", "error"].contains(&effect) {
            return;
        }
        let of_failures =
            [("message", self.message.is_some()), ("retry_after", self.retry_after.is_some())];
        for (key, _) in of_failures.iter().filter(|(_, is_there)| *is_there) {
            let hint = match (effect, *key) {
                ("outcome", "message") => "write it inside of `outcome`",
                ("respond", "message") => "write it into the `body`",
                ("respond", _) => "write it into the `headers`",
                _ => "it belongs to `cause`, `error` or `rate_limit`",
            };
            let message = format!("`{key}` says nothing beside `{effect}`");
            mistakes.push(Mistake::new(&[key], message).hint(hint));
        }
    }

    /// Every effect that is written, by its key; `None` where it is wrong.
    fn effects(
        &self,
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
            if text.is_empty() {
                let hint = "`empty: true` closes the connection without a byte";
                mistakes.push(Mistake::new(&["garbage"], "this is not a byte").hint(hint));
            }
            add(
                "garbage",
                Some(Effect::Spoil(Wire::Garbage {
                    bytes: Bytes::copy_from_slice(text.as_bytes()),
                })),
            );
        }
        if let Some(outcome) = &self.outcome {
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
            Effect::Pass
            | Effect::Spoil(
                Wire::Slow { .. } | Wire::Cut { .. } | Wire::Reset { after_bytes: Some(_) },
            ) => (Stage::After, &[Stage::After]),
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
            let hint = if possible.len() > 1 {
                "its stage is `before` or `after`"
            } else {
                "leave `stage` out: this effect has only one"
            };
            mistakes.push(Mistake::new(&["stage"], message).hint(hint));
        }
        Some(stage)
    }

    fn check_waits(&self, mistakes: &mut Vec<Mistake>) {
        let pause = self.slow.as_ref().map(|it| it.pause);
        let waits: [(&[&str], _); 3] =
            [(&["delay"], self.delay), (&["silence"], self.silence), (&["slow", "pause"], pause)];
        for (path, wait) in waits {
            if wait.is_some_and(|it| it > DELAY_MAX) {
                let key = path.join(".");
                let message =
                    format!("`{key}` is wall time, and at most {} s", DELAY_MAX.as_secs());
                let hint = "to let world time pass, use `timing` or the clock";
                mistakes.push(Mistake::new(path, message).hint(hint));
            }
        }
    }
}

fn pattern(path: &[&str], text: &str, mistakes: &mut Vec<Mistake>) -> Option<Pattern> {
    Pattern::parse(text).map_err(|message| mistakes.push(Mistake::new(path, message))).ok()
}
