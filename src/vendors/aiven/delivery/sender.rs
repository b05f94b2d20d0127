//! One body on its way: sent, sent again, with a new token where that helps, or given up.

use std::time::Duration;

use super::settings::{Authorization, Outgoing, Settings};
use super::tokens;

/// What the trace of a task says whose last attempt has failed; the status that it got is not in it.
pub const NO_RETRIES: &str = "org.apache.kafka.connect.errors.ConnectException: Sending failed and no retries remain, stopping";

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    Send(Outgoing),
    Wait(Duration),
    Delivered,
    Failed(String),
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Status(u16, String),
    /// Refused, reset, or not in time.
    Broken,
}

/// Sends one body after the other. The token is kept for ever.
#[derive(Debug, Clone)]
pub struct Sender {
    token: Option<String>,
    body: String,
    /// Attempts of the body that are left beside the one that is made.
    left: i64,
    /// Likewise of the token that is being fetched.
    fetch_left: Option<i64>,
}

impl Sender {
    pub fn new() -> Self {
        Self { token: None, body: String::new(), left: 0, fetch_left: None }
    }

    pub fn begin(&mut self, settings: &Settings, body: String) -> Next {
        (self.body, self.left, self.fetch_left) = (body, settings.retries, None);
        match settings.authorization {
            Authorization::Oauth2(_) if self.token.is_none() => self.fetch(settings),
            Authorization::None | Authorization::Static(_) | Authorization::Oauth2(_) => {
                self.send(settings)
            }
        }
    }

    /// Any status below 400 is a success, and what it leads to is not followed.
    pub fn answered(&mut self, settings: &Settings, answer: &Answer) -> Next {
        let (is_good, status, body) = match answer {
            Answer::Status(status, body) => (*status < 400, *status, body.as_str()),
            Answer::Broken => (false, 0, ""),
        };
        match (&settings.authorization, self.fetch_left) {
            (Authorization::Oauth2(oauth2), Some(_)) if is_good => {
                match tokens::authorization(body, &oauth2.property) {
                    Ok(token) => (self.token, self.fetch_left) = (Some(token), None),
                    Err(cause) => return Next::Failed(cause),
                }
                self.send(settings)
            }
            (_, Some(left)) => {
                self.fetch_left = Some(left - 1);
                Next::Wait(settings.backoff)
            }
            (_, None) if is_good => Next::Delivered,
            (Authorization::Oauth2(it), None) if it.renew_on.contains(&status) && self.left > 0 => {
                self.left -= 1;
                self.fetch(settings)
            }
            (_, None) => {
                self.left -= 1;
                Next::Wait(settings.backoff)
            }
        }
    }

    /// The wait comes behind the last attempt as well.
    pub fn waited(&mut self, settings: &Settings) -> Next {
        match (&settings.authorization, self.fetch_left) {
            (Authorization::Oauth2(oauth2), Some(0..)) => {
                Next::Send(settings.token_request(oauth2))
            }
            (_, None) if self.left >= 0 => self.send(settings),
            _ => Next::Failed(NO_RETRIES.to_owned()),
        }
    }

    fn send(&self, settings: &Settings) -> Next {
        Next::Send(settings.request(&self.body, self.token.as_deref()))
    }

    fn fetch(&mut self, settings: &Settings) -> Next {
        let Authorization::Oauth2(oauth2) = &settings.authorization else {
            return self.send(settings);
        };
        self.fetch_left = Some(settings.retries);
        Next::Send(settings.token_request(oauth2))
    }
}

impl Default for Sender {
    fn default() -> Self {
        Self::new()
    }
}
