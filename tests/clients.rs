//! The vendors' own clients against the real binary, as people use them: boto3, the AWS CLI, the AWS SDKs for JavaScript and Go.
//! Each test makes what its suite needs under `target/clients/`, starts servers of its own and runs the suite as a process.
//! It checks nothing itself: what the clients must see stands in `clients/`, in each client's own language.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

const TICK: Duration = Duration::from_millis(20);
const READY_TICKS_MAX: u32 = 500; // 10 s
const STEP_TICKS_MAX: u32 = 30_000; // 10 min: an installation over a slow line
const SUITE_TICKS_MAX: u32 = 15_000; // 5 min
const SERVER_LOG_LINES_SHOWN: usize = 60;

#[test]
fn boto3_1_44_finds_what_it_expects_of_aws() {
    python("boto3-1.44", "sdk");
}

#[test]
fn boto3_1_43_finds_what_it_expects_of_aws() {
    python("boto3-1.43", "sdk");
}

#[test]
fn the_aws_cli_finds_what_it_expects_of_aws() {
    python("awscli-1.46", "cli");
}

#[test]
fn the_javascript_sdk_finds_what_it_expects_of_aws() {
    let Some(suite) = Suite::with_tools("node", &["node", "npm"]) else { return };
    let pins = ["node/package.json", "node/package-lock.json", "node/.npmrc"].map(source);
    let packages = suite.made_once("packages", "node_modules", &pins, |dir| {
        fs::create_dir(dir).expect("target can be written");
        copy(&pins, dir);
        step(Command::new("npm").args(["ci", "--ignore-scripts", "--silent"]).current_dir(dir));
    });
    // Node looks for packages from where a file lies upwards, so the suite goes beside `node_modules`.
    let files = files_of(&source("node"), ".mjs");
    copy(&files, &packages);
    let tests = files
        .iter()
        .filter_map(|it| it.file_name())
        .filter(|it| it.to_string_lossy().ends_with(".test.mjs"));
    suite.run(
        Command::new("node")
            .args(["--test", "--test-concurrency=5", "--test-timeout=60000"])
            .args(tests)
            .current_dir(&packages),
    );
}

#[test]
fn the_go_sdk_finds_what_it_expects_of_aws() {
    let Some(suite) = Suite::with_tools("go", &["go"]) else { return };
    // No stamp: Go knows what is stale, and checks what it loads against go.sum.
    let binary = suite.home.join("suite.test");
    step(
        Command::new("go")
            .args(["test", "-c", "-mod=readonly", "-o"])
            .arg(&binary)
            .current_dir(source("go")),
    );
    suite.run(Command::new(&binary).arg("-test.timeout=120s").current_dir(source("go")));
}

/// The tests of `python/{tests}` in a virtual environment of the versions in `python/pins/{name}.txt`.
fn python(name: &str, tests: &str) {
    let Some(suite) = Suite::with_tools(name, &["python3"]) else { return };
    let pins = [source(&format!("python/pins/{name}.txt"))];
    let venv = suite.made_once("venv", "bin/python", &pins, |dir| {
        step(Command::new("python3").args(["-m", "venv"]).arg(dir));
        let mut pip = Command::new(dir.join("bin/python"));
        let install = "-m pip install --quiet --no-deps --disable-pip-version-check -r";
        step(pip.args(install.split(' ')).args(&pins));
    });
    suite.run(
        Command::new(venv.join("bin/python"))
            .args(["-m", "pytest", tests])
            .current_dir(source("python")),
    );
}

struct Suite {
    name: String,
    home: PathBuf,
}

impl Suite {
    /// Says loudly what does not run for want of a tool. With `WAVETANK_REQUIRE_CLIENTS=1` that is a failure.
    fn with_tools(name: &str, tools: &[&str]) -> Option<Self> {
        let missing = tools.iter().find(|it| !is_there(it));
        if let Some(tool) = missing {
            let line = format!("the client suite `{name}` DID NOT RUN: no `{tool}` on the PATH");
            assert!(
                std::env::var_os("WAVETANK_REQUIRE_CLIENTS").is_none_or(|it| it != "1"),
                "{line}"
            );
            // Not `eprintln!`: the harness keeps to itself what a passing test prints by it.
            writeln!(std::io::stderr(), "\n{line}\n").expect("stderr can be written");
            return None;
        }
        let target =
            Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target/tmp lies in target");
        let home = target.join("clients").join(name);
        fs::create_dir_all(&home).expect("target can be written");
        Some(Self { name: name.to_owned(), home })
    }

    /// The directory `name` with `core` in it, made anew only if `pins` hold something else than what it was made of.
    fn made_once(
        &self,
        name: &str,
        core: &str,
        pins: &[PathBuf],
        make: impl FnOnce(&Path),
    ) -> PathBuf {
        let dir = self.home.join(name);
        let stamp = self.home.join(format!("{name}.stamp"));
        let pinned: String =
            pins.iter().map(|it| fs::read_to_string(it).expect("the pins are text")).collect();
        let lock = File::create(self.home.join("lock")).expect("target can be written");
        lock.lock().expect("a file can be locked");
        if !dir.join(core).exists() || fs::read_to_string(&stamp).ok().as_deref() != Some(&pinned) {
            let _ = fs::remove_file(&stamp);
            let _ = fs::remove_dir_all(&dir);
            make(&dir);
            fs::write(&stamp, pinned).expect("target can be written");
        }
        dir
    }

    /// Runs the suite beside two servers: one that takes any credential, one that knows those of `strict.yaml` only.
    fn run(&self, command: &mut Command) {
        let any = Server::start(&self.home, "any", &["--auth", "lenient"]);
        let scenario = source("strict.yaml");
        let strict = Server::start(
            &self.home,
            "strict",
            &["--auth".as_ref(), "strict".as_ref(), "--scenario".as_ref(), scenario.as_os_str()],
        );
        let nowhere = self.home.join("none");
        clear_settings(command);
        command
            .env("WAVETANK_URL", &any.url)
            .env("WAVETANK_STRICT_URL", &strict.url)
            .env("AWS_REGION", "us-east-1")
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
            .env("AWS_SECRET_ACCESS_KEY", "any")
            .env("AWS_CONFIG_FILE", &nowhere)
            .env("AWS_SHARED_CREDENTIALS_FILE", &nowhere)
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("PYTHONDONTWRITEBYTECODE", "1");
        let log = self.home.join(format!("suite-{}.log", std::process::id()));
        if let Err(why) = finish(command, &log, SUITE_TICKS_MAX) {
            panic!(
                "the client suite `{}` {why}:\n{}\n{}\n{}",
                self.name,
                fs::read_to_string(&log).unwrap_or_default(),
                any.last_lines(),
                strict.last_lines()
            );
        }
        let _ = fs::remove_file(log);
    }
}

/// The real binary, on a port of its own until dropped.
struct Server {
    name: &'static str,
    process: Child,
    url: String,
    log: PathBuf,
}

impl Server {
    /// Clocks stand still, so that a test moves the time of its sandbox itself and waits for nothing.
    fn start(home: &Path, name: &'static str, args: &[impl AsRef<OsStr>]) -> Self {
        let unique = format!("{name}-{}", std::process::id());
        let (ready, log) =
            (home.join(format!("{unique}.json")), home.join(format!("{unique}.log")));
        let _ = fs::remove_file(&ready);
        let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
        clear_settings(&mut command);
        let process = command
            .args(["serve", "--listen", "127.0.0.1:0", "--clock", "stopped", "--ready-file"])
            .arg(&ready)
            .args(args)
            .stdout(Stdio::null())
            .stderr(File::create(&log).expect("target can be written"))
            .spawn()
            .expect("the binary was built beside this test");
        let mut server = Self { name, process, url: String::new(), log };
        for _ in 0..READY_TICKS_MAX {
            if let Ok(text) = fs::read_to_string(&ready) {
                let ready_file: serde_json::Value =
                    serde_json::from_str(&text).expect("the ready file is whole");
                ready_file["http"]
                    .as_str()
                    .expect("the ready file names the address")
                    .clone_into(&mut server.url);
                let _ = fs::remove_file(&ready);
                return server;
            }
            if server.process.try_wait().expect("a child can be asked").is_some() {
                break;
            }
            sleep(TICK);
        }
        panic!("the server is not ready\n{}", server.last_lines());
    }

    fn last_lines(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        let shown = &lines[lines.len().saturating_sub(SERVER_LOG_LINES_SHOWN)..];
        format!(
            "-- last of {} log lines of the server `{}`:\n{}",
            lines.len(),
            self.name,
            shown.join("\n")
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if !std::thread::panicking() {
            let _ = fs::remove_file(&self.log);
        }
    }
}

/// Nothing of the person's own setup reaches server or client: no profile, endpoint, proxy or plugin.
fn clear_settings(command: &mut Command) {
    let prefixes = ["WAVETANK_", "AWS_", "PYTHON", "PYTEST_", "NODE_", "HTTP", "ALL_"];
    for (name, _) in std::env::vars_os() {
        let upper = name.to_string_lossy().to_ascii_uppercase();
        if prefixes.iter().any(|it| upper.starts_with(it)) {
            command.env_remove(name);
        }
    }
}

/// One command of making a suite ready; it must succeed.
fn step(command: &mut Command) {
    let unique = format!("step-{}-{:?}.log", std::process::id(), std::thread::current().id());
    let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join(unique);
    if let Err(why) = finish(command, &log, STEP_TICKS_MAX) {
        panic!("{command:?} {why}:\n{}", fs::read_to_string(&log).unwrap_or_default());
    }
    let _ = fs::remove_file(log);
}

/// Runs a command to its end, its output going to `log`; the error says how it ended.
fn finish(command: &mut Command, log: &Path, ticks_max: u32) -> Result<(), String> {
    let out = File::create(log).expect("target can be written");
    let err = out.try_clone().expect("a file handle can be copied");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .map_err(|it| format!("does not start ({it})"))?;
    for _ in 0..ticks_max {
        match child.try_wait().expect("a child can be asked") {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("failed ({status})")),
            None => sleep(TICK),
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    Err(format!("was still running after {:?}", TICK * ticks_max))
}

fn is_there(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|it| it.join(tool).is_file())
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(path)
}

fn files_of(directory: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("the suites lie in tests/clients");
    let mut files: Vec<_> = entries.filter_map(|it| it.ok().map(|it| it.path())).collect();
    files.retain(|it| it.to_string_lossy().ends_with(ending));
    files.sort();
    files
}

fn copy(files: &[PathBuf], into: &Path) {
    for file in files {
        fs::copy(file, into.join(file.file_name().expect("a file has a name")))
            .expect("target can be written");
    }
}
