//! Something wrong with a configuration, and when it shows.

/// Something wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub shows: Shows,
    /// For [`Shows::AtOnce`] the worker's line of its list of errors; otherwise the cause as a trace tells
    /// it: `java.lang.IllegalArgumentException: invalid URI scheme ftp`.
    pub message: String,
}

/// When something wrong shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shows {
    /// The request is refused.
    AtOnce,
    /// The connector's start fails: it is FAILED, without tasks and without a trace.
    Start,
    /// The start of every task fails: they are FAILED with a trace, the connector is RUNNING.
    TaskStart,
    /// Tasks run, until the first record comes.
    FirstRecord,
}

/// Java's names for what is thrown.
pub mod exceptions {
    pub const ARGUMENT: &str = "java.lang.IllegalArgumentException";
    pub const CONFIG: &str = "org.apache.kafka.common.config.ConfigException";
    pub const CONNECT: &str = "org.apache.kafka.connect.errors.ConnectException";
    pub const INDEX: &str = "java.lang.ArrayIndexOutOfBoundsException";
    pub const RUNTIME: &str = "java.lang.RuntimeException";
}

impl Finding {
    pub fn at_once(message: String) -> Self {
        Self { shows: Shows::AtOnce, message }
    }

    pub fn at_start(exception: &str, text: impl AsRef<str>) -> Self {
        Self::thrown(Shows::Start, exception, text.as_ref())
    }

    pub fn at_task_start(exception: &str, text: impl AsRef<str>) -> Self {
        Self::thrown(Shows::TaskStart, exception, text.as_ref())
    }

    pub fn at_first_record(exception: &str, text: impl AsRef<str>) -> Self {
        Self::thrown(Shows::FirstRecord, exception, text.as_ref())
    }

    fn thrown(shows: Shows, exception: &str, text: &str) -> Self {
        Self { shows, message: format!("{exception}: {text}") }
    }
}
