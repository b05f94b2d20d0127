//! A sandbox's clock: read, moved, and made to run otherwise.

use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Call, Outcome, body, in_time, ok};
use crate::{
    kernel::{
        clock::{duration_if_any, instant_if_any},
        journal::{self, Event},
    },
    scenario::ClockMode,
    server::{clock::Refused, refusal::Refusal, sandbox::Inside},
};

/// In whole seconds: the last day of the calendar leaves room for every zone.
const LAST: &str = "9999-12-30T22:00:00Z";

/// `advance` or `set` moves the clock; `mode` may stand beside them, and takes effect first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    #[serde(default, with = "duration_if_any")]
    advance: Option<Duration>,
    #[serde(default, deserialize_with = "instant_if_any")]
    set: Option<Timestamp>,
    mode: Option<ClockMode>,
}

pub(super) fn show(call: &Call<'_>) -> Answer {
    in_time(call, |inside| ok(&shown(inside)))
}

/// Answers once the world is where the clock is then.
pub(super) fn change(call: &Call<'_>) -> Answer {
    let change: Change = body::read(&call.request.body)?;
    let sandbox = call.sandbox()?;
    in_time(call, move |inside| {
        inside.clock = moved(inside, &change)?;
        let arrive = move |inside: &mut Inside| {
            inside.world.note(noted(&change));
            ok(&shown(inside))
        };
        Ok(Outcome::Later(sandbox, Box::new(arrive)))
    })
}

/// The clock as it is to be: all of the change, or nothing of it.
fn moved(inside: &Inside, change: &Change) -> Result<crate::server::clock::Clock, Refusal> {
    let mut clock = inside.clock.clone();
    if let Some(mode) = change.mode {
        clock.switch(mode);
    }
    match (change.advance, change.set) {
        (Some(_), Some(_)) => {
            let message = "a clock can be advanced or set, not both at once";
            return Err(Refusal::bad_request("invalid", message).at("/set"));
        }
        (Some(step), None) => {
            clock.advance(step).map_err(|refused| told(refused, "/advance"))?;
        }
        (None, Some(to)) => {
            clock.set(to).map_err(|refused| told(refused, "/set"))?;
        }
        (None, None) if change.mode.is_none() => {
            let hint = r#"write {"advance": "30s"}, {"set": "2026-01-08T12:00:00Z"} or {"mode": "stopped"}"#;
            let message = "nothing is said of what the clock is to do";
            return Err(Refusal::bad_request("invalid", message).at("").hint(hint));
        }
        (None, None) => {}
    }
    Ok(clock)
}

fn told(refused: Refused, at: &str) -> Refusal {
    let refusal = |message: String| Refusal::bad_request("invalid", message).at(at);
    match refused {
        Refused::Backwards { now } => refusal(format!("it is {now} already"))
            .hint("a clock never goes back; reset the sandbox to begin at its epoch again"),
        Refused::TooFar => refusal(format!("that is later than {LAST}, where the calendar ends")),
    }
}

/// The change as the journal has it.
fn noted(change: &Change) -> Event {
    let mode = change.mode.map(|it| it.to_string());
    let clock = journal::Clock { mode, advance: change.advance, set: change.set };
    Event::Admin(journal::Change::Clock(clock))
}

fn shown(inside: &Inside) -> Value {
    json!({
        "now": inside.world.now().to_string(),
        "mode": inside.clock.mode().to_string(),
        "next_due": inside.world.next_due().map(|it| it.to_string()),
    })
}
