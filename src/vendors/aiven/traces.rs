//! What the stack trace of a failed task reads like: one form for all, and steady.

/// A worker's words around the cause (Kafka Connect, `WorkerSinkTask`, `WorkerTask`).
const SINK: &str = "org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.";

/// Of a sink's task that failed on a record: what the worker says, and beneath it the cause.
pub fn of_sink(cause: &str) -> String {
    format!(
        "{SINK}\n\tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:636)\
         \n\tat org.apache.kafka.connect.runtime.WorkerSinkTask.poll(WorkerSinkTask.java:345)\
         \n\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:277)\
         \nCaused by: {cause}\n\t... 3 more\n"
    )
}

/// Of a task that failed otherwise, as a source's on a poll or any on its start.
pub fn plain(cause: &str) -> String {
    format!(
        "{cause}\n\tat org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:229)\
         \n\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:277)\n"
    )
}
