//! `yandex.cloud.iam.v1`: tokens.

use super::field::{instant, text};
use super::{Calls, File, Message, Method};

const PACKAGE: &str = "yandex.cloud.iam.v1";

#[rustfmt::skip] // A table: one message, one line.
pub(super) const CALLS: File = File {
    path: "yandex/cloud/iam/v1/iam_token_service.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message {
            name: "CreateIamTokenRequest",
            fields: &[
                text(1, "yandex_passport_oauth_token").exactly_one("identity").length(0, 4000),
                text(2, "jwt").exactly_one("identity").length(0, 8000),
            ],
        },
        Message { name: "CreateIamTokenForServiceAccountRequest", fields: &[text(1, "service_account_id").required().length(0, 50)] },
        Message { name: "CreateIamTokenResponse", fields: &[text(1, "iam_token"), instant(2, "expires_at")] },
        Message { name: "RevokeIamTokenRequest", fields: &[text(1, "iam_token").required().length(0, 4096)] },
        Message { name: "RevokeIamTokenResponse", fields: &[text(1, "subject_id")] },
    ],
    services: &[Calls {
        name: "IamTokenService",
        methods: &[
            Method("Create", "CreateIamTokenRequest", "CreateIamTokenResponse"),
            Method("CreateForServiceAccount", "CreateIamTokenForServiceAccountRequest", "CreateIamTokenResponse"),
            Method("Revoke", "RevokeIamTokenRequest", "RevokeIamTokenResponse"),
        ],
        streams: &[],
    }],
};
