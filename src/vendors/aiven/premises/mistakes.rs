//! What is wrong with premises beyond their shape: names that are there twice, names of nothing.

use std::collections::BTreeSet;

use super::{Premises, Project};
use crate::kernel::faults::Pattern;
use crate::kernel::faults::catalogue::unknown;
use crate::kernel::mistake::{Mistake, Step};
use crate::kernel::nearest::nearest;

impl Premises {
    /// What serde could not see; `operations` are the names that patterns may mean.
    pub fn mistakes(&self, operations: &[&str]) -> Vec<Mistake> {
        let mut found = Vec::new();
        for (name, is_empty) in
            [("users", self.users.is_empty()), ("projects", self.projects.is_empty())]
        {
            if is_empty {
                let message = format!("`{name}` is empty: at least one is needed");
                found.push(Mistake::new(&[name], message));
            }
        }
        found.extend(twice(("users", "email"), self.users.iter().map(|it| it.email.as_str())));
        found.extend(twice(("projects", "name"), self.projects.iter().map(|it| it.name.as_str())));
        found.extend(twice(("tokens", "token"), self.tokens.iter().map(|it| it.token.0.as_str())));
        let prefixes: Vec<_> = self.told_tokens().map(|(prefix, _)| prefix).collect();
        found.extend(twice(("tokens", "prefix"), prefixes.iter().map(String::as_str)));
        found.extend(twice(("plugins", "class"), self.plugins.iter().map(|it| it.class.as_str())));
        self.check_tokens(operations, &mut found);
        for (index, endpoint) in self.endpoints.iter().enumerate() {
            let wrong = Pattern::parse(&endpoint.url).err().into_iter();
            found
                .extend(wrong.map(|it| Mistake::new(&["url"], it).under(index).under("endpoints")));
        }
        for (index, project) in self.projects.iter().enumerate() {
            let wrong = self.in_project(project).into_iter();
            found.extend(wrong.map(|it| it.under(index).under("projects")));
        }
        found
    }

    fn check_tokens(&self, operations: &[&str], found: &mut Vec<Mistake>) {
        for (index, token) in self.tokens.iter().enumerate() {
            let here = |it: Mistake| it.under(index).under("tokens");
            found.extend(token.user.as_deref().and_then(|it| self.stray_user(it)).map(here));
            for (name, patterns) in [("deny", Some(&token.deny)), ("allow", token.allow.as_ref())] {
                let patterns = patterns.into_iter().flatten().enumerate();
                let wrong = patterns.filter_map(|(at, it)| Some(stray(it, operations)?.under(at)));
                found.extend(wrong.map(|it| here(it.under(Step::from(name)))));
            }
        }
    }

    fn stray_user(&self, email: &str) -> Option<Mistake> {
        let users = || self.users.iter().map(|it| it.email.as_str());
        let is_there = users().any(|it| it == email);
        (!is_there).then(|| unknown(&["user"], "user", email, users()))
    }

    fn in_project(&self, project: &Project) -> Vec<Mistake> {
        let services = || project.services.iter().map(|it| it.name.as_str());
        let mut found = twice(("services", "name"), services());
        let strays = project.members.iter().flatten();
        let strays = strays.filter_map(|(email, _)| self.stray_user(email));
        found.extend(strays.map(|it| Mistake { path: vec![Step::from("members")], ..it }));
        for (index, service) in project.services.iter().enumerate() {
            let Some(kafka) = service.kafka.as_deref() else { continue };
            let of_kafka = || project.services.iter().filter(|it| it.kind == "kafka");
            if !of_kafka().any(|it| it.name == kafka) {
                let known = of_kafka().map(|it| it.name.as_str());
                let mistake = unknown(&["kafka"], "kafka service", kafka, known);
                found.push(mistake.under(index).under("services"));
            }
        }
        found
    }
}

/// The names in a list that are empty or were there before.
fn twice<'a>((list, field): (&str, &str), names: impl Iterator<Item = &'a str>) -> Vec<Mistake> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (index, name) in names.enumerate() {
        let why = match (name.is_empty(), seen.insert(name)) {
            (true, _) => "is empty",
            (false, false) => "is there twice",
            (false, true) => continue,
        };
        found.push(Mistake::new(&[field], format!("the {field} {why}")).under(index).under(list));
    }
    found
}

fn stray(text: &str, operations: &[&str]) -> Option<Mistake> {
    let pattern = match Pattern::parse(text) {
        Ok(pattern) => pattern,
        Err(message) => return Some(Mistake::new(&[], message)),
    };
    if operations.iter().any(|it| pattern.matches(it)) {
        return None;
    }
    let mistake = Mistake::new(&[], format!("`{text}` is no operation of Aiven"));
    Some(match nearest(text, operations.iter().copied()) {
        Some(name) => mistake.hint(format!("did you mean `{name}`?")),
        None => mistake.hint("write an operation's name; `*` stands for anything"),
    })
}
