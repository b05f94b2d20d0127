//! A task of the sink: the records of one `put`, delivered one by one or in batches.

use std::collections::VecDeque;
use std::time::Duration;

use super::sender::{Answer, Next, Sender};
use super::settings::{Failures, Outgoing, Settings};
use super::values::{Data, NULL};

/// What the trace says where failures are reported and not tolerated.
pub const NOT_TOLERATED: &str =
    "org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler";

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Send(Outgoing),
    Wait(Duration),
    /// All records of the put are done with: those at these places were reported, the others delivered.
    Done(Vec<usize>),
    /// The task is FAILED. Nothing of the put is committed: all of its records come again.
    Failed(String),
}

#[derive(Debug, Clone)]
pub struct Task {
    settings: Settings,
    sender: Sender,
    /// What is still to be sent: the place of the first record of a body, and the body or why there is none.
    waiting: VecDeque<(usize, Result<String, Trouble>)>,
    at: usize,
    reported: Vec<usize>,
}

/// Why a record makes no body.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    /// Nobody is asked whether it is tolerated.
    Fatal(String),
    Reported(String),
}

impl Task {
    pub fn new(settings: Settings) -> Self {
        let (sender, waiting) = (Sender::new(), VecDeque::new());
        Self { settings, sender, waiting, at: 0, reported: Vec::new() }
    }

    /// The worker hands over what it has polled.
    pub fn put(&mut self, records: &[Data]) -> Step {
        self.reported.clear();
        self.waiting = match self.settings.batching {
            None => self.single(records),
            Some(_) => self.batches(records),
        };
        self.next()
    }

    /// A request as the state tells it.
    pub fn told(&self, request: &Outgoing) -> String {
        self.settings.told(request)
    }

    pub fn answered(&mut self, answer: &Answer) -> Step {
        let next = self.sender.answered(&self.settings, answer);
        self.on(next)
    }

    pub fn waited(&mut self) -> Step {
        let next = self.sender.waited(&self.settings);
        self.on(next)
    }

    fn single(&self, records: &[Data]) -> VecDeque<(usize, Result<String, Trouble>)> {
        let body = |record: &Data| {
            if *record == Data::Null {
                return Err(Trouble::Fatal(NULL.to_owned()));
            }
            record.body(self.settings.decimals).map_err(Trouble::Reported)
        };
        records.iter().map(body).enumerate().collect()
    }

    /// A batch never spans two puts. All records are looked at before the first is sent.
    fn batches(&self, records: &[Data]) -> VecDeque<(usize, Result<String, Trouble>)> {
        let Some(batching) = &self.settings.batching else { return VecDeque::new() };
        let bodies: Result<Vec<_>, _> =
            records.iter().map(|it| it.body(self.settings.decimals)).collect();
        let bodies = match bodies {
            Ok(bodies) => bodies,
            Err(cause) => return VecDeque::from([(0, Err(Trouble::Fatal(cause)))]),
        };
        let size = batching.records_max.max(1);
        let joined = |(number, chunk): (usize, &[String])| {
            let body = chunk.join(&batching.separator);
            (number * size, Ok(format!("{}{body}{}", batching.prefix, batching.suffix)))
        };
        bodies.chunks(size).enumerate().map(joined).collect()
    }

    fn next(&mut self) -> Step {
        match self.waiting.pop_front() {
            None => Step::Done(std::mem::take(&mut self.reported)),
            Some((at, Ok(body))) => {
                self.at = at;
                let next = self.sender.begin(&self.settings, body);
                self.on(next)
            }
            Some((_, Err(Trouble::Fatal(cause)))) => self.fail(cause),
            Some((at, Err(Trouble::Reported(cause)))) => {
                self.at = at;
                self.report(cause)
            }
        }
    }

    fn on(&mut self, next: Next) -> Step {
        match next {
            Next::Send(request) => Step::Send(request),
            Next::Wait(backoff) => Step::Wait(backoff),
            Next::Delivered => self.next(),
            Next::Failed(cause) => self.report(cause),
        }
    }

    fn report(&mut self, cause: String) -> Step {
        match self.settings.failures {
            // Batches are refused together with tolerance when the connector starts.
            Failures::Tolerated if self.settings.batching.is_none() => {
                self.reported.push(self.at);
                self.next()
            }
            Failures::Reported => self.fail(NOT_TOLERATED.to_owned()),
            Failures::Tolerated | Failures::Fatal => self.fail(cause),
        }
    }

    fn fail(&mut self, cause: String) -> Step {
        self.waiting.clear();
        Step::Failed(cause)
    }
}
