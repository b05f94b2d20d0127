//! Lists that come in pages, and the opaque tokens that lead from one to the next.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where the next page begins. Everything is checked when the token comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// What is listed, with its filters: a token is good for that list only.
    #[serde(rename = "l")]
    pub list: String,
    /// The key behind which the next page begins.
    #[serde(rename = "a")]
    pub after: String,
    #[serde(rename = "t")]
    pub issued_at: Timestamp,
    /// How many pages of that list came before, so that no token is given twice, even for an empty page.
    #[serde(rename = "p")]
    pub page: u32,
}

/// Why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Not one of ours, or changed on the way.
    Unknown,
    /// From a list with other filters.
    OtherList,
    Expired,
}

impl Token {
    /// Opaque text, in standard base64: with `+`, `/` and `=`, as clients must expect.
    pub fn encode(&self, seed: u64) -> String {
        let json = serde_json::to_vec(self).expect("a token serializes");
        let mut bytes = digest(seed, &json).to_vec();
        let mask = mask(seed, &bytes);
        bytes.extend(json.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        STANDARD.encode(bytes)
    }

    /// Reads what [`encode`](Self::encode) wrote, and checks that it is good for `list` at `now`.
    pub fn decode(
        text: &str,
        seed: u64,
        list: &str,
        (now, expires_after): (Timestamp, Option<Duration>),
    ) -> Result<Self, Refused> {
        let bytes = STANDARD.decode(text).map_err(|_| Refused::Unknown)?;
        let (sum, masked) = bytes.split_at_checked(8).ok_or(Refused::Unknown)?;
        let mask = mask(seed, sum);
        let json: Vec<u8> = masked.iter().zip(mask.iter().cycle()).map(|(a, b)| a ^ b).collect();
        if digest(seed, &json) != *sum {
            return Err(Refused::Unknown);
        }
        let token: Self = serde_json::from_slice(&json).map_err(|_| Refused::Unknown)?;
        if token.list != list {
            return Err(Refused::OtherList);
        }
        let age = now.duration_since(token.issued_at);
        if expires_after.is_some_and(|limit| age.unsigned_abs() > limit) {
            return Err(Refused::Expired);
        }
        Ok(token)
    }
}

/// An open page of a list: where it begins, and how much it holds.
#[derive(Debug, Clone)]
pub struct Cursor {
    list: String,
    after: Option<String>,
    page: u32,
    items: usize,
    seed: u64,
    now: Timestamp,
}

impl Cursor {
    /// The page that `token` leads to, or the first; `at` as in [`Token::decode`].
    pub fn open(
        list: String,
        token: Option<&str>,
        (seed, at): (u64, (Timestamp, Option<Duration>)),
        items: usize,
    ) -> Result<Self, Refused> {
        let token = token.map(|it| Token::decode(it, seed, &list, at)).transpose()?;
        let (after, page) = token.map_or((None, 0), |it| (Some(it.after), it.page));
        Ok(Self { list, after, page, items, seed, now: at.0 })
    }

    /// The key behind which the page begins; `None` for the first page, empty before the first item.
    pub fn after(&self) -> Option<&str> {
        self.after.as_deref().filter(|it| !it.is_empty())
    }

    /// Takes the page out of what stands behind [`after`](Self::after), each item with its key, and a
    /// token where more is left.
    pub fn cut<T>(self, rest: impl IntoIterator<Item = (String, T)>) -> (Vec<T>, Option<String>) {
        let mut rest = rest.into_iter().peekable();
        let (mut items, mut last) = (Vec::new(), self.after.clone().unwrap_or_default());
        while items.len() < self.items
            && let Some((key, item)) = rest.next()
        {
            items.push(item);
            last = key;
        }
        let token = rest.peek().map(|_| {
            let (list, issued_at) = (self.list, self.now);
            Token { list, after: last, issued_at, page: self.page + 1 }.encode(self.seed)
        });
        (items, token)
    }
}

fn digest(seed: u64, json: &[u8]) -> [u8; 8] {
    let hash = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(json).finalize();
    hash[..8].try_into().expect("8 of 32 bytes")
}

fn mask(seed: u64, sum: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(sum).chain_update(seed.to_le_bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> Token {
        let issued_at = Timestamp::UNIX_EPOCH;
        Token { list: "connectors?a".into(), after: "k".into(), issued_at, page: 1 }
    }

    #[test]
    fn a_token_comes_back_as_it_went() {
        let text = token().encode(7);
        let at = (Timestamp::UNIX_EPOCH, None);
        assert_eq!(Token::decode(&text, 7, "connectors?a", at), Ok(token()));
    }

    #[test]
    fn a_token_of_another_world_list_or_time_is_refused() {
        let text = token().encode(7);
        let at = |seconds| {
            let now = Timestamp::from_second(seconds).expect("a timestamp");
            (now, Some(Duration::from_mins(1)))
        };
        let decode = |text: &str, seed, list, at| Token::decode(text, seed, list, at).unwrap_err();
        assert_eq!(decode(&text, 8, "connectors?a", at(0)), Refused::Unknown);
        assert_eq!(decode("gar/bage", 7, "connectors?a", at(0)), Refused::Unknown);
        assert_eq!(decode(&text, 7, "connectors?b", at(0)), Refused::OtherList);
        assert_eq!(decode(&text, 7, "connectors?a", at(61)), Refused::Expired);
        assert!(Token::decode(&text, 7, "connectors?a", at(60)).is_ok());
    }
}
