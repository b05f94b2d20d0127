//! When clusters are maintained, in the forms that the API has for it, old and new; and what it needs of `google.type`.

use super::field::{choice, flag, inner, instant, int32, int64, text};
use super::{Enum, File, Message};

#[rustfmt::skip] // A table: one message, one line.
pub(super) const DAYS: File = File {
    path: "google/type/dayofweek.proto",
    package: "google.type",
    enums: &[
        Enum { name: "DayOfWeek", values: &["DAY_OF_WEEK_UNSPECIFIED", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] },
    ],
    messages: &[],
    services: &[],
};

#[rustfmt::skip] // A table: one message, one line.
pub(super) const TIMES: File = File {
    path: "google/type/timeofday.proto",
    package: "google.type",
    enums: &[],
    messages: &[
        Message { name: "TimeOfDay", fields: &[int32(1, "hours"), int32(2, "minutes"), int32(3, "seconds"), int32(4, "nanos")] },
    ],
    services: &[],
};

#[rustfmt::skip] // A table: one message, one line.
pub(super) const WINDOWS: File = File {
    path: "yandex/cloud/mdb/v1/maintenance.proto",
    package: "yandex.cloud.mdb.v1",
    enums: &[],
    messages: &[
        Message {
            name: "MaintenanceWindows",
            fields: &[
                inner(1, "anytime", "AnytimeMaintenanceWindow").oneof("policy"),
                inner(2, "weekly_maintenance_schedule", "WeeklyMaintenanceSchedule").oneof("policy"),
            ],
        },
        Message { name: "AnytimeMaintenanceWindow", fields: &[] },
        Message { name: "WeeklyMaintenanceSchedule", fields: &[inner(1, "slots", "MaintenanceWindowSlot").many().length(1, u64::MAX)] },
        Message {
            name: "MaintenanceWindowSlot",
            fields: &[
                choice(1, "day", "google.type.DayOfWeek"),
                inner(2, "start_time", "google.type.TimeOfDay").required(),
                inner(3, "duration", "google.protobuf.Duration").required(),
                flag(4, "allow_temporary_unavailability"),
            ],
        },
    ],
    services: &[],
};

#[rustfmt::skip] // A table: one message, one line.
pub(super) const OF_KAFKA: File = File {
    path: "yandex/cloud/mdb/kafka/v1/maintenance.proto",
    package: "yandex.cloud.mdb.kafka.v1",
    enums: &[
        Enum { name: "WeeklyMaintenanceWindow.WeekDay", values: &["WEEK_DAY_UNSPECIFIED", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] },
    ],
    messages: &[
        Message {
            name: "MaintenanceWindow",
            fields: &[
                inner(1, "anytime", "AnytimeMaintenanceWindow").oneof("policy"),
                inner(2, "weekly_maintenance_window", "WeeklyMaintenanceWindow").oneof("policy"),
            ],
        },
        Message { name: "AnytimeMaintenanceWindow", fields: &[] },
        Message { name: "WeeklyMaintenanceWindow", fields: &[choice(1, "day", "WeeklyMaintenanceWindow.WeekDay"), int64(2, "hour").value(1, 24)] },
        Message { name: "MaintenanceOperation", fields: &[text(1, "info").length(0, 256), instant(2, "delayed_until")] },
    ],
    services: &[],
};
