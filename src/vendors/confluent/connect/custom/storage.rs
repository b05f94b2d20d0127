//! What Amazon S3, Google Cloud Storage and Azure Blob Storage ask of an upload (Amazon S3 API, "POST Object"
//! and "Browser-based uploads"; the others' signed URLs).
//!
//! A form is compared with the one that was given out; signatures are not computed.

use std::collections::BTreeMap;

use memchr::memmem;

use crate::vendors::confluent::errors::{Error, Kind, Result};

/// By name: what goes along with the archive.
pub type Form = BTreeMap<&'static str, String>;

/// Members of a form that its policy says nothing of.
const UNSIGNED: [&str; 2] = ["policy", "x-amz-signature"];

/// What Amazon S3 asks of a form: every member that was given out as it was, none beside them, and then the
/// archive, whose bytes are returned. What stands behind it does not count.
pub fn archive<'a>(content_type: &str, body: &'a [u8], given: &Form) -> Result<&'a [u8]> {
    if !content_type.to_ascii_lowercase().starts_with("multipart/form-data") {
        return Err(Kind::UploadNotAForm.into());
    }
    let parts = parts(content_type, body).ok_or(Kind::UploadMalformed)?;
    let file = parts.iter().position(|(name, _)| name == "file");
    let file = file.ok_or(Kind::UploadWithoutFile)?;
    let sent: BTreeMap<_, _> =
        parts[..file].iter().map(|(name, value)| (name.to_ascii_lowercase(), *value)).collect();
    // The host tells the bucket, too.
    let is_missing = |name: &&&str| **name != "bucket" && !sent.contains_key(**name);
    if let Some(name) = given.keys().find(is_missing) {
        let message = format!(
            "Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields."
        );
        return Err(Error::new(Kind::UploadFieldMissing, message));
    }
    for (name, value) in given {
        if sent.get(*name).is_some_and(|it| *it != value.as_bytes()) {
            return Err(match *name {
                "bucket" | "key" => denied(format!(
                    "Invalid according to Policy: Policy Condition failed: [\"eq\", \"${name}\", \"{value}\"]"
                )),
                "x-amz-security-token" => Kind::UploadTokenInvalid.into(),
                _ => Kind::UploadSignatureWrong.into(),
            });
        }
    }
    let is_extra = |name: &&String| !given.contains_key(&***name) && !name.starts_with("x-ignore-");
    if let Some(name) = sent.keys().find(is_extra) {
        return Err(denied(format!("Invalid according to Policy: Extra input fields: {name}")));
    }
    Ok(parts[file].1)
}

pub fn denied(message: String) -> Error {
    Error::new(Kind::UploadDenied, message)
}

/// The members that a policy lists, as its conditions.
pub fn conditions(form: &Form) -> Vec<BTreeMap<&str, &str>> {
    let signed = form.iter().filter(|(name, _)| !UNSIGNED.contains(name));
    signed.map(|(name, value)| BTreeMap::from([(*name, value.as_str())])).collect()
}

/// Names and contents, in their order (RFC 7578); `None` if that is no form.
fn parts<'a>(content_type: &str, body: &'a [u8]) -> Option<Vec<(String, &'a [u8])>> {
    let delimiter = format!("--{}", parameter(content_type, "boundary")?);
    let between = format!("\r\n{delimiter}");
    let mut rest = &body[memmem::find(body, delimiter.as_bytes())? + delimiter.len()..];
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let head_ends = memmem::find(rest, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&rest[..head_ends]).ok()?;
        let is_disposition =
            |it: &&str| it.to_ascii_lowercase().starts_with("content-disposition:");
        let name = parameter(head.lines().find(is_disposition)?, "name")?;
        let content = &rest[head_ends + 4..];
        let ends = memmem::find(content, between.as_bytes())?;
        parts.push((name, &content[..ends]));
        rest = &content[ends + between.len()..];
    }
    Some(parts)
}

/// `x` of `..; name=x` or `..; name="x"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let parameters = header.split(';').skip(1).filter_map(|it| it.trim().split_once('='));
    let (_, value) = parameters.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    let value = value.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(value);
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_part_by_part() {
        let body = b"--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na/b\r\n--b\r\nContent-Type: x\r\n\
            content-disposition: form-data; name=file; filename=\"a\"\r\n\r\n\r\n--c\r\n--b--\r\n";
        let kind = "multipart/form-data; charset=utf-8; boundary=\"b\"";
        let expected: Vec<(String, &[u8])> =
            vec![("key".into(), b"a/b"), ("file".into(), b"\r\n--c")];
        assert_eq!(parts(kind, body), Some(expected));
        for end in 0..body.len() - 4 {
            assert_eq!(parts(kind, &body[..end]), None, "{end}");
        }
        assert_eq!(parts("multipart/form-data", body), None);
        assert_eq!(parts("multipart/form-data; boundary=other", body), None);
    }
}
