//! What is wrong with premises beyond their shape: ids that are there twice, names of nothing.

use std::collections::BTreeSet;

use super::Premises;
use crate::kernel::faults::Pattern;
use crate::kernel::mistake::{Mistake, Step};
use crate::kernel::nearest::nearest;

impl Premises {
    /// What serde could not see; `operations` are the names that patterns may mean.
    pub fn mistakes(&self, operations: &[&str]) -> Vec<Mistake> {
        let mut found = Vec::new();
        let lists = [("environments", self.environments.len()), ("clusters", self.clusters.len())];
        for (name, _) in lists.into_iter().filter(|(_, length)| *length == 0) {
            let message = format!("`{name}` is empty: at least one is needed");
            found.push(Mistake::new(&[name], message));
        }
        found.extend(self.connect.mistakes().into_iter().map(|it| it.under("connect")));
        self.check_ids(&mut found);
        self.check_references(&mut found);
        let keys = self.keys.iter().map(|it| ("keys", &it.deny, &it.allow));
        let keys = keys.enumerate();
        let tokens = self.tokens.iter().map(|it| ("tokens", &it.deny, &it.allow)).enumerate();
        for (index, (list, deny, allow)) in keys.chain(tokens) {
            let here = |mistake: Mistake| mistake.under(index).under(list);
            for (name, patterns) in [("deny", Some(deny)), ("allow", allow.as_ref())] {
                let wrong = patterns.into_iter().flatten().enumerate();
                let wrong = wrong.filter_map(|(at, it)| {
                    stray(it, operations).map(|wrong| wrong.under(at).under(Step::from(name)))
                });
                found.extend(wrong.map(here));
            }
        }
        found
    }

    fn check_ids(&self, found: &mut Vec<Mistake>) {
        let environments = self.environments.iter().map(|it| &it.id).enumerate();
        let clusters = self.clusters.iter().map(|it| &it.id).enumerate();
        let remotes = self.remotes.iter().map(|it| &it.id).enumerate();
        let keys = self.keys.iter().map(|it| &it.id).enumerate();
        let all = environments
            .map(|it| ("environments", it))
            .chain(clusters.map(|it| ("clusters", it)))
            .chain(remotes.map(|it| ("remotes", it)))
            .chain(keys.map(|it| ("keys", it)));
        let mut seen = BTreeSet::new();
        for (list, (index, id)) in all {
            let why = match (id.is_empty(), seen.insert(id)) {
                (true, _) => "is empty",
                (false, false) => "is there twice",
                (false, true) => continue,
            };
            let mistake = Mistake::new(&["id"], format!("the id `{id}` {why}"));
            found.push(mistake.under(index).under(list));
        }
        for (index, remote) in self.remotes.iter().enumerate() {
            let wrong = remote.topics.iter().enumerate();
            for (at, topic) in wrong.filter(|(_, it)| !(1..=4096).contains(&it.partitions)) {
                let message = format!("a topic has 1 to 4096 partitions, not {}", topic.partitions);
                let mistake = Mistake::new(&["partitions"], message).under(at);
                found.push(mistake.under("topics").under(index).under("remotes"));
            }
        }
    }

    fn check_references(&self, found: &mut Vec<Mistake>) {
        let environments = || self.environments.iter().map(|it| it.id.as_str());
        for (index, cluster) in self.clusters.iter().enumerate() {
            let Some(named) = cluster.environment.as_deref() else { continue };
            if !environments().any(|it| it == named) {
                let mistake = unknown("environment", named, environments());
                found.push(mistake.under(index).under("clusters"));
            }
        }
        let clusters = || {
            let remotes = self.remotes.iter().map(|it| it.id.as_str());
            self.clusters.iter().map(|it| it.id.as_str()).chain(remotes)
        };
        let keys = self.keys.iter().map(|it| ("keys", &it.cluster)).enumerate();
        let tokens = self.tokens.iter().map(|it| ("tokens", &it.cluster)).enumerate();
        for (index, (list, named)) in keys.chain(tokens) {
            let Some(named) = named.as_deref() else { continue };
            if !clusters().any(|it| it == named) {
                found.push(unknown("cluster", named, clusters()).under(index).under(list));
            }
        }
    }
}

fn unknown<'a>(what: &'static str, named: &str, known: impl Iterator<Item = &'a str>) -> Mistake {
    let mistake = Mistake::new(&[what], format!("there is no {what} `{named}` here"));
    let known: Vec<_> = known.collect();
    match nearest(named, known.iter().copied()) {
        Some(near) => mistake.hint(format!("did you mean `{near}`?")),
        None => mistake.hint(format!("there are: {}", known.join(", "))),
    }
}

fn stray(text: &str, operations: &[&str]) -> Option<Mistake> {
    let pattern = match Pattern::parse(text) {
        Ok(pattern) => pattern,
        Err(message) => return Some(Mistake::new(&[], message)),
    };
    if operations.iter().any(|it| pattern.matches(it)) {
        return None;
    }
    let mistake = Mistake::new(&[], format!("`{text}` is no operation of Confluent Cloud"));
    Some(match nearest(text, operations.iter().copied()) {
        Some(name) => mistake.hint(format!("did you mean `{name}`?")),
        None => mistake.hint("write an operation's name; `*` stands for anything"),
    })
}
