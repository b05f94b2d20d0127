//! One entity of an HTTP source connector: where it is, what it asks for next, and when it gives up.
//!
//! HTTP Source connector, "Features" and "Connection details". What it did with the records of an answer
//! is for whoever sends for it.

use std::time::Duration;

use serde_json::Value;

use super::answers::{self, Page};
use super::requests::{self, Outgoing};
use super::retries::StatusCodes;
use super::template;
use crate::vendors::confluent::connect::connector::TaskState;
use crate::vendors::confluent::connect::validate::Submission;

/// An entity and its offset. Each has one of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poller {
    pub entity: String,
    pub offset: String,
    /// Failures since the last success.
    failures: u32,
}

/// What came back: an answer, or nothing.
#[derive(Debug, Clone, Copy)]
pub enum Came<'a> {
    Answer {
        status: u16,
        body: &'a [u8],
    },
    /// Refused, not resolved, or too late.
    Nothing,
}

/// What follows.
#[derive(Debug, PartialEq)]
pub enum Then {
    /// These records go to this topic, and the next request is made after the interval.
    Emit { topic: String, records: Vec<Value>, next_after: Duration },
    /// The same request is made again after the backoff.
    Retry { after: Duration },
    /// The task fails.
    Fail { state: TaskState, message: String },
}

impl Poller {
    /// One for every entity of the configuration, from its initial offset: a connector without entities has
    /// one without a name, however many tasks it may have.
    pub fn all(it: &Submission<'_>) -> Vec<Self> {
        let entities = template::entities(it.value("entity.names"));
        let offset = it.value("http.initial.offset");
        let of = |entity: &str| Self { entity: entity.into(), offset: offset.into(), failures: 0 };
        entities.into_iter().map(of).collect()
    }

    pub fn request(&self, it: &Submission<'_>, token: &str) -> Outgoing {
        requests::request(it, (&self.entity, &self.offset), token)
    }

    /// Takes what came back for the last request.
    pub fn take(&mut self, it: &Submission<'_>, came: Came<'_>) -> Then {
        match came {
            Came::Answer { status: 200..=299, body } => match answers::read(it, body, &self.offset)
            {
                Ok(Page { records, next }) => {
                    (self.offset, self.failures) = (next, 0);
                    let topic = template::fill(it.value("topic.name.pattern"), &self.entity, "");
                    Then::Emit { topic, records, next_after: millis(it, "request.interval.ms") }
                }
                Err(useless) => fail(TaskState::UserActionableError, useless.text().to_owned()),
            },
            Came::Answer { status, .. } => {
                let codes = it.value("retry.on.status.codes").parse::<StatusCodes>();
                let retries = codes.is_ok_and(|it| it.retries(status));
                let state = if status < 500 {
                    TaskState::UserActionableError
                } else {
                    TaskState::SystemError
                };
                let message = format!("The endpoint answered with status {status}");
                self.fail_or_retry(it, retries, (state, message))
            }
            Came::Nothing => {
                let message = "The endpoint did not answer".to_owned();
                self.fail_or_retry(it, true, (TaskState::SystemError, message))
            }
        }
    }

    /// As many retries as are allowed follow one another, with the same time between them. Which failures
    /// the user can mend is UNCONFIRMED, as are the texts.
    fn fail_or_retry(
        &mut self,
        it: &Submission<'_>,
        retries: bool,
        (state, message): (TaskState, String),
    ) -> Then {
        self.failures += 1;
        let retries_max = it.value("max.retries").trim().parse().unwrap_or(0);
        if retries && self.failures <= retries_max {
            return Then::Retry { after: millis(it, "retry.backoff.ms") };
        }
        fail(state, message)
    }
}

fn fail(state: TaskState, message: String) -> Then {
    Then::Fail { state, message }
}

fn millis(it: &Submission<'_>, name: &str) -> Duration {
    Duration::from_millis(it.value(name).trim().parse().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::confluent::connect::Config;
    use crate::vendors::confluent::connect::validate::http_source::PLUGIN;

    fn config(more: &[(&str, &str)]) -> Config {
        let usual = [
            ("url", "http://example.com/${entityName}?start=${offset}"),
            ("http.initial.offset", "0"),
            ("topic.name.pattern", "t_${entityName}"),
        ];
        let pairs = usual.iter().chain(more);
        pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn answer(status: u16, body: &str) -> Came<'_> {
        Came::Answer { status, body: body.as_bytes() }
    }

    /// What the first poller of a connector asks for when each request is answered with a page.
    fn asked(config: &Config, pages: &[&str]) -> Vec<String> {
        let it = Submission::new(&PLUGIN, config);
        let mut poller = Poller::all(&it).remove(0);
        let urls = pages.iter().map(|page| {
            let url = poller.request(&it, "").url;
            poller.take(&it, answer(200, page));
            url
        });
        urls.collect()
    }

    /// Seconds between tries, until the task fails.
    fn retried(config: &Config, came: Came<'_>) -> (Vec<u64>, TaskState) {
        let it = Submission::new(&PLUGIN, config);
        let mut poller = Poller::all(&it).remove(0);
        let mut waits = Vec::new();
        loop {
            match poller.take(&it, came) {
                Then::Retry { after } => waits.push(after.as_secs()),
                Then::Fail { state, .. } => return (waits, state),
                Then::Emit { .. } => panic!("a failure brings no records"),
            }
        }
    }

    #[test]
    fn n091_an_offset_grows_by_the_records_of_each_answer() {
        let feed = config(&[("url", "http://x/?start=${offset}&limit=1")]);
        let urls = asked(&feed, &["[1]", "[2]", "[3]", "[]", "[]"]);
        let starts = [0, 1, 2, 3, 3].map(|it| format!("http://x/?start={it}&limit=1"));
        assert_eq!(urls, starts);
    }

    #[test]
    fn n092_an_empty_answer_is_asked_for_again_after_the_interval() {
        let config = config(&[("request.interval.ms", "500")]);
        let it = Submission::new(&PLUGIN, &config);
        let mut poller = Poller::all(&it).remove(0);
        let before = poller.request(&it, "");
        let next_after = Duration::from_millis(500);
        let nothing = Then::Emit { topic: "t_".into(), records: vec![], next_after };
        assert_eq!(poller.take(&it, answer(200, "[]")), nothing);
        assert_eq!(poller.request(&it, ""), before);
    }

    #[test]
    fn n094_a_status_is_retried_if_the_list_says_so_or_always() {
        #[rustfmt::skip]
        let cases = [
            (403, 0, TaskState::UserActionableError),
            (429, 2, TaskState::UserActionableError),
            (401, 2, TaskState::UserActionableError),
            (404, 2, TaskState::UserActionableError),
            (503, 2, TaskState::SystemError),
        ];
        let config = config(&[("retry.on.status.codes", "404,408,500-"), ("max.retries", "2")]);
        for (status, retries, state) in cases {
            assert_eq!(retried(&config, answer(status, "")), (vec![3; retries], state), "{status}");
        }
        assert_eq!(retried(&config, Came::Nothing), (vec![3, 3], TaskState::SystemError));
    }

    #[test]
    fn a_task_fails_at_once_where_no_retries_are_allowed_and_success_forgets_failures() {
        let none = config(&[("max.retries", "0")]);
        assert_eq!(retried(&none, answer(500, "")).0, [0; 0]);
        let one = config(&[("max.retries", "1")]);
        let it = Submission::new(&PLUGIN, &one);
        let mut poller = Poller::all(&it).remove(0);
        for _ in 0..3 {
            assert!(matches!(poller.take(&it, Came::Nothing), Then::Retry { .. }));
            assert!(matches!(poller.take(&it, answer(200, "[]")), Then::Emit { .. }));
        }
        assert!(matches!(poller.take(&it, answer(200, "<html>")), Then::Fail { .. }));
    }

    #[test]
    fn n097_each_entity_has_a_topic_and_an_offset_of_its_own() {
        let config = config(&[("entity.names", "A, B")]);
        let it = Submission::new(&PLUGIN, &config);
        let mut pollers = Poller::all(&it);
        let Then::Emit { topic, .. } = pollers[0].take(&it, answer(200, "[1,2]")) else { panic!() };
        assert_eq!(topic, "t_A");
        let Then::Emit { topic, .. } = pollers[1].take(&it, answer(200, "[1]")) else { panic!() };
        assert_eq!(topic, "t_B");
        let urls: Vec<_> = pollers.iter().map(|poller| poller.request(&it, "").url).collect();
        assert_eq!(urls, ["http://example.com/A?start=2", "http://example.com/B?start=1"]);
    }

    #[test]
    fn n104_without_entities_there_is_one_poll_whatever_the_tasks() {
        let config = config(&[("tasks.max", "3")]);
        assert_eq!(Poller::all(&Submission::new(&PLUGIN, &config)).len(), 1);
    }
}
