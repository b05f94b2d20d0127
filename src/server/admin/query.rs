//! The query of an admin call: the parameters that its route has, each at most once.

use std::ops::RangeInclusive;

use crate::{
    kernel::{
        faults::{Pattern, catalogue},
        http::Request,
        mistake::Mistake,
        nearest::nearest,
    },
    server::refusal::Refusal,
    vendors,
};

/// What the query says, by name. What is empty is not said.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    /// The query of a call whose parameters are `known`.
    pub(super) fn read(request: &Request, known: &[&str]) -> Result<Self, Refusal> {
        let said: Vec<(String, String)> = serde_html_form::from_str(request.query())
            .map_err(|error| refused(format!("the query is wrong: {error}")))?;
        for (index, (name, _)) in said.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                let hint = match nearest(name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if known.is_empty() => "this call has none".to_owned(),
                    None => format!("there are: {}", known.join(", ")),
                };
                return Err(refused(format!("there is no parameter `{name}`")).hint(hint));
            }
            if said[..index].iter().any(|it| it.0 == *name) {
                let message = format!("the parameter `{name}` stands there twice");
                return Err(refused(message).hint("keep one of the two"));
            }
        }
        Ok(Self(said.into_iter().filter(|(_, value)| !value.is_empty()).collect()))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// A number within bounds, if there is one; `example` is one that would be right.
    pub(super) fn number(
        &self,
        name: &str,
        bounds: RangeInclusive<u64>,
        example: u64,
    ) -> Result<Option<u64>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        if let Some(number) = text.parse().ok().filter(|it| bounds.contains(it)) {
            return Ok(Some(number));
        }
        let bounds = match (bounds.start(), bounds.end()) {
            (from, &u64::MAX) => format!("from {from} upwards"),
            (from, to) => format!("from {from} to {to}"),
        };
        let message = format!("`{name}` is a whole number {bounds}, not `{text}`");
        Err(refused(message).hint(format!("such as `{name}={example}`")))
    }

    /// The name of a vendor that there is.
    pub(super) fn vendor(&self) -> Result<Option<&str>, Refusal> {
        let Some(name) = self.get("vendor") else { return Ok(None) };
        let known = || vendors::ALL.iter().map(|it| it.name());
        if known().any(|it| it == name) {
            return Ok(Some(name));
        }
        Err(unknown(catalogue::unknown(&[], "vendor", name, known())))
    }

    /// Operations as fault rules name them: a pattern that some operation matches, of the vendor if one is named.
    pub(super) fn operation(&self) -> Result<Option<Pattern>, Refusal> {
        let Some(text) = self.get("operation") else { return Ok(None) };
        let pattern = Pattern::parse(text).map_err(|message| {
            refused(message).hint("write a glob, such as `Create*`, or `/an expression/`")
        })?;
        let (catalogue, vendor) = (vendors::catalogue(), self.get("vendor"));
        let known = || catalogue.of(vendor).flat_map(|it| it.operations.iter().map(|it| it.name));
        if known().any(|it| pattern.matches(it)) {
            return Ok(Some(pattern));
        }
        Err(unknown(catalogue::unknown(&[], "operation", text, known())))
    }
}

fn unknown(mistake: Mistake) -> Refusal {
    refused(mistake.message).hint(mistake.hint.unwrap_or_default())
}

fn refused(message: String) -> Refusal {
    Refusal::bad_request("invalid", message)
}
