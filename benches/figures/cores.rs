//! Which cores a client and its servers run on. Left to the scheduler, the answer differs from run to run, and to
//! wake another core costs a virtual machine more than to answer a call.

use rustix::process::Pid;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

use crate::process::Server;

/// The cores that this process may use; it gets them back with the end of this value.
pub(crate) struct Cores(CpuSet);

impl Cores {
    pub(crate) fn new() -> Self {
        Self(sched_getaffinity(None).unwrap())
    }

    /// Client and servers on one core, in turns: a call costs what is done for it.
    pub(crate) fn together(&self, servers: [&Server; 2]) {
        let core = self.nth(0);
        place(&core, &core, servers);
    }

    /// The client on one core, the servers on another, where there is one.
    pub(crate) fn apart(&self, servers: [&Server; 2]) {
        place(&self.nth(0), &self.nth(1), servers);
    }

    fn nth(&self, nth: u32) -> CpuSet {
        let mut allowed = (0..CpuSet::MAX_CPU).filter(|it| self.0.is_set(*it));
        let mut only = CpuSet::new();
        only.set(allowed.nth((nth % self.0.count()) as usize).unwrap());
        only
    }
}

impl Drop for Cores {
    fn drop(&mut self) {
        sched_setaffinity(None, &self.0).unwrap();
    }
}

/// Of a server it is the first thread: the one that answers.
fn place(client: &CpuSet, server: &CpuSet, servers: [&Server; 2]) {
    sched_setaffinity(None, client).unwrap();
    for it in servers {
        sched_setaffinity(Pid::from_raw(it.pid().try_into().unwrap()), server).unwrap();
    }
}
