//! Decisions that are sent: who may, what is written, and what is shown then.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use serde_json::json;
use tempfile::TempDir;

use super::super::Method;
use super::super::Options;
use super::super::Request;
use super::super::Site;
use super::built;
use crate::store::Store;

const TOKEN: &str = "0123456789abcdef";

/// Two people in two documents, and a site of their store at which one may write.
struct Tried {
    folder: TempDir,
    site: Site,
}

impl Tried {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let corpus = folder.path().join("tried");
        fs::create_dir(&corpus).unwrap();
        fs::write(corpus.join("a.txt"), "Ana Duarte said that the election was fair.\n").unwrap();
        fs::write(
            corpus.join("b.txt"),
            "A. Duarte said that it rained. Bo Lind praised Ana Duarte.\n",
        )
        .unwrap();
        let store = folder.path().join("store");
        built(&corpus, &store);
        let options = Options { write_token: Some(TOKEN.to_owned()), ..Options::default() };
        let site = Site::new(Store::open(&store).unwrap(), options);
        Self { folder, site }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("tried").join(name)
    }

    /// Sends something with some headers, and returns the status and the error told.
    fn sent(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> (u16, String) {
        let mut request = Request::new(Method::Post, path);
        request.headers =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        request.body = body.to_string().into_bytes();
        let response = self.site.respond(&request);
        let told = String::from_utf8_lossy(response.bytes()).into_owned();
        let told: Value = serde_json::from_str(&told).unwrap_or(json!({ "error": told }));
        (response.status, told["error"].as_str().unwrap_or_default().to_owned())
    }

    /// Sends something as one who may, and shows the store as it is then.
    fn done(&mut self, path: &str, body: &Value) -> (u16, String) {
        let bearer = format!("Bearer {TOKEN}");
        let sent = self.sent(path, &[("authorization", &bearer), ("host", "127.0.0.1:7575")], body);
        self.site = self.site.reopened().unwrap();
        sent
    }

    fn get(&self, address: &str) -> String {
        String::from_utf8(self.site.respond(&Request::get(address)).bytes().to_vec()).unwrap()
    }

    fn data(&self, address: &str) -> Value {
        serde_json::from_str(&self.get(&format!("/api{address}"))).unwrap()
    }

    /// Returns the key of an agent by its name.
    fn agent(&self, name: &str) -> String {
        let agents = self.data("/agents");
        let line =
            agents["items"].as_array().unwrap().iter().find(|it| it["agent"]["name"] == name);
        let address =
            line.unwrap_or_else(|| panic!("no {name}: {agents}"))["agent"]["address"].clone();
        address.as_str().unwrap().strip_prefix("/agents/").unwrap().to_owned()
    }

    fn decision(&self) -> Value {
        let key = self.site.store().manifest().documents.keys().next().unwrap();
        let finding = &self.site.store().account(key).unwrap().statements[0].id;
        json!({ "corpus": "tried", "document": "a", "finding": finding, "decision": "reject",
            "author": "Bo", "date": "2024-05-03", "reason": "It is a <headline>." })
    }

    fn judgement(&self) -> Value {
        json!({ "is_same": true, "first": self.agent("Ana Duarte"), "second": self.agent("Bo Lind"),
            "author": "Bo", "date": "2024-05-03", "reason": "A <pen> name." })
    }
}

/// Who may not write changes nothing, wherever they try and however right the decision is.
#[test]
fn nobody_decides_without_the_token_or_from_elsewhere() {
    let tried = Tried::new();
    let right = format!("Bearer {TOKEN}");
    let (right, host) = (("authorization", right.as_str()), ("host", "127.0.0.1:7575"));
    let check = |headers: &[(&str, &str)], expected: u16| {
        for (path, body) in [("/review", tried.decision()), ("/review/identity", tried.judgement())]
        {
            let (status, told) = tried.sent(path, headers, &body);
            assert_eq!(status, expected, "{path} {headers:?}: {told}");
            assert!(!told.contains(TOKEN));
        }
    };
    check(&[host], 401);
    check(&[host, ("authorization", "Bearer 0123456789abcdeg")], 401);
    check(&[host, ("authorization", "Bearer ")], 401);
    check(&[host, ("authorization", TOKEN)], 401);
    check(&[host, right, ("origin", "http://evil.example")], 403);
    check(&[host, right, ("origin", "null")], 403);
    check(&[host, right, ("sec-fetch-site", "cross-site")], 403);
    check(&[("host", "evil.example"), right], 421);
    check(&[host, ("host", "evil.example"), right], 400);
    check(&[("host", "evil.example"), right, ("origin", "http://evil.example")], 421);
    assert!(!tried.file("corrections.jsonl").exists() && !tried.file("identity.toml").exists());
    let closed = Site::new(Store::open(tried.site.store().folder()).unwrap(), Options::default());
    let closed = Tried { site: closed, folder: TempDir::new().unwrap() };
    assert_eq!(closed.sent("/review", &[host, right], &tried.decision()).0, 403);
    assert_eq!(closed.sent("/review/identity", &[host, right], &tried.judgement()).0, 403);
    assert!(!closed.get("/documents/tried/a").contains("id=\"decide\""));
    assert!(!tried.file("corrections.jsonl").exists() && !tried.file("identity.toml").exists());
}

#[test]
fn a_decision_is_carried_out_at_once_and_shown() {
    let mut tried = Tried::new();
    assert!(tried.get("/documents/tried/a").contains("id=\"decide\""));
    let decision = tried.decision();
    let with = |name: &str, value: &str| {
        let mut decision = decision.clone();
        decision[name] = value.into();
        decision
    };
    assert_eq!(tried.done("/review", &with("finding", "s=0")).0, 404);
    let without_reason = tried.done("/review", &with("reason", ""));
    assert_eq!(without_reason, (400, "what is rejected or corrected has a reason".to_owned()));
    assert_eq!(tried.done("/review", &json!({ "corpus": 1 })).0, 400);
    let values = json!([
        "tried",
        "a",
        decision["finding"],
        "reject",
        null,
        null,
        null,
        null,
        null,
        "Bo",
        "2024-05-03",
        "So."
    ]);
    assert_eq!(tried.done("/review", &values).0, 400);
    assert_eq!(tried.done("/review/nothing", &Value::Null).0, 404);
    assert!(!tried.file("corrections.jsonl").exists());
    assert_eq!(tried.done("/review", &decision).0, 200);
    assert!(tried.data("/documents/tried/a")["statements"] == 0);
    assert!(tried.get("/review").contains("It is a &lt;headline&gt;."));
    let file = fs::read_to_string(tried.file("corrections.jsonl")).unwrap();
    assert_eq!(file.lines().count(), 1);
}

#[test]
fn who_is_who_is_decided_at_once_and_shown() {
    let mut tried = Tried::new();
    let judgement = tried.judgement();
    let with = |name: &str, value: Value| {
        let mut judgement = judgement.clone();
        judgement[name] = value;
        judgement
    };
    let unknown = tried.done("/review/identity", &with("second", "person/nobody-00000000".into()));
    assert_eq!(unknown, (400, "there is no such agent".to_owned()));
    let told = tried.done("/review/identity", &with("reason", " ".into()));
    assert_eq!(told, (400, "a decision has an author and a reason".to_owned()));
    assert_eq!(tried.done("/review/identity", &with("is_same", "maybe".into())).0, 400);
    assert_eq!(tried.done("/review/identity", &with("colour", "red".into())).0, 400);
    assert!(!tried.file("identity.toml").exists());
    let page = tried.get(&format!("/agents/{}", tried.agent("Ana Duarte")));
    assert!(page.contains("id=\"judge\"") && page.contains("&#x2f;assets&#x2f;review.js"));

    assert_eq!(tried.done("/review/identity", &judgement), (200, String::new()));
    let one = tried.data(&format!("/agents/{}", tried.agent("Ana Duarte")));
    let names: Vec<&str> =
        one["names"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(names.contains(&"Bo Lind"), "{names:?}");
    let joined = one["joined"].to_string();
    assert!(joined.contains("A <pen> name."), "{joined}");
    assert!(tried.get("/review").contains("A &lt;pen&gt; name."));
    let file = fs::read_to_string(tried.file("identity.toml")).unwrap();
    assert!(file.contains("author = \"Bo\"") && file.contains("2024-05-03"), "{file}");
    // The opposite of what stands there cannot stand beside it.
    let opposite = tried.done("/review/identity", &with("is_same", false.into()));
    assert_eq!(opposite.0, 400, "{opposite:?}");
    assert_eq!(fs::read_to_string(tried.file("identity.toml")).unwrap(), file);
}

/// Who was taken for one because of the name is parted by naming two documents.
#[test]
fn one_agent_is_made_two() {
    let mut tried = Tried::new();
    let ana = tried.agent("Ana Duarte");
    let page = tried.get(&format!("/agents/{ana}"));
    assert!(page.contains("<option value=\"tried&#x2f;a\">"), "{page}");
    let two = |documents: Value| {
        json!({ "is_same": false, "first": ana, "second": ana, "documents": documents,
            "author": "Bo", "date": "2024-05-03", "reason": "Mother and daughter." })
    };
    let unknown = tried.done("/review/identity", &two(json!(["tried/a", "tried/c"])));
    assert_eq!(unknown, (400, "that document has no such agent".to_owned()));
    for same in [json!(["tried/a", "tried/a"]), Value::Null] {
        let (status, told) = tried.done("/review/identity", &two(same));
        assert_eq!(
            (status, told.starts_with("one agent is one with itself")),
            (400, true),
            "{told}"
        );
    }
    assert!(!tried.file("identity.toml").exists());
    let done = tried.done("/review/identity", &two(json!(["tried/a", "tried/b"])));
    assert_eq!(done, (200, String::new()));
    let agents = tried.data("/agents");
    let named = agents["items"].as_array().unwrap().iter();
    let named = named.filter(|it| it["agent"]["name"].as_str().unwrap().ends_with("Duarte"));
    assert_eq!(named.count(), 2, "{agents}");
    let page = tried.get(&format!("/agents/{}", tried.agent("Ana Duarte")));
    assert!(page.contains("Mother and daughter."));
}

/// Decisions at the same time wait for each other, and each is carried out.
#[test]
fn decisions_at_once_are_all_carried_out() {
    let mut tried = Tried::new();
    let findings: Vec<Value> = ["a", "b"]
        .map(|document| {
            let store = tried.site.store();
            let key = store.manifest().documents.keys().find(|key| key.id == document).unwrap();
            let finding = store.account(key).unwrap().statements[0].id.clone();
            let mut decision = tried.decision();
            decision["document"] = document.into();
            decision["finding"] = finding.into();
            decision
        })
        .to_vec();
    let judgement = tried.judgement();
    let bearer = format!("Bearer {TOKEN}");
    let headers = [("authorization", bearer.as_str()), ("host", "127.0.0.1:7575")];
    let all = findings.iter().map(|it| ("/review", it)).chain([("/review/identity", &judgement)]);
    std::thread::scope(|scope| {
        let sent: Vec<_> =
            all.map(|(path, body)| scope.spawn(|| tried.sent(path, &headers, body))).collect();
        for answer in sent {
            assert_eq!(answer.join().unwrap(), (200, String::new()));
        }
    });
    tried.site = tried.site.reopened().unwrap();
    for document in ["a", "b"] {
        assert_eq!(tried.data(&format!("/documents/tried/{document}"))["statements"], 0);
    }
    let file = fs::read_to_string(tried.file("corrections.jsonl")).unwrap();
    assert_eq!(file.lines().count(), 2);
    assert!(tried.file("identity.toml").exists());
}

/// While another process writes to the store, nothing is decided, and nothing is left half done.
#[test]
fn a_decision_while_another_program_writes_is_refused() {
    let mut tried = Tried::new();
    let (decision, judgement) = (tried.decision(), tried.judgement());
    let writer = crate::store::Writer::open(tried.site.store().folder()).unwrap();
    for (path, body) in [("/review", &decision), ("/review/identity", &judgement)] {
        let (status, told) = tried.done(path, body);
        assert_eq!(status, 409, "{told}");
        assert!(told.starts_with("another program is writing"), "{told}");
    }
    assert!(!tried.file("corrections.jsonl").exists() && !tried.file("identity.toml").exists());
    drop(writer);
    assert_eq!(tried.done("/review", &decision).0, 200);
}

/// A text that is another one by now is not decided on; and who decides is told on one line.
#[test]
fn a_changed_text_is_not_decided_on() {
    let mut tried = Tried::new();
    let mut decision = tried.decision();
    decision["author"] = "Bo\nLind".into();
    let text = fs::read_to_string(tried.file("a.txt")).unwrap();
    fs::write(tried.file("a.txt"), format!("Today, {text}")).unwrap();
    let (status, told) = tried.done("/review", &decision);
    assert_eq!((status, told.contains("has changed")), (409, true), "{told}");
    assert!(!tried.file("corrections.jsonl").exists());
    fs::write(tried.file("a.txt"), text).unwrap();
    assert_eq!(tried.done("/review", &decision).0, 200);
    let file = fs::read_to_string(tried.file("corrections.jsonl")).unwrap();
    assert!(file.contains("\"author\":\"Bo Lind\""), "{file}");
}

/// What one rejects another can accept, from the page of decisions.
#[test]
fn what_was_rejected_can_be_accepted() {
    let mut tried = Tried::new();
    let reject = tried.decision();
    assert_eq!(tried.done("/review", &reject).0, 200);
    assert_eq!(tried.data("/documents/tried/a")["statements"], 0);
    let finding = reject["finding"].as_str().unwrap();
    assert!(tried.get("/review").contains(&format!("data-finding=\"{finding}\"")));
    let mut accept = reject.clone();
    accept["decision"] = "accept".into();
    accept["author"] = "Cy".into();
    assert_eq!(tried.done("/review", &accept), (200, String::new()));
    assert_eq!(tried.data("/documents/tried/a")["statements"], 1);
    assert!(!tried.get("/review").contains("data-finding="));
}

/// A file beside the corpus that was broken by hand is named with its line, and stays as it is.
#[test]
fn a_broken_file_beside_the_corpus_is_told() {
    let mut tried = Tried::new();
    let (decision, judgement) = (tried.decision(), tried.judgement());
    let both = [("/review", &decision), ("/review/identity", &judgement)];
    for (file, text, expected) in [
        ("corrections.jsonl", "\n{}\n", "line 2 of corrections.jsonl is no decision"),
        ("identity.toml", "a = 1\n", "line 1 of identity.toml is no decision"),
        ("corpus.toml", "\n\nb = 1\n", "line 3 of corpus.toml is no part"),
    ] {
        fs::write(tried.file(file), text).unwrap();
        for (path, body) in both {
            let (status, told) = tried.done(path, body);
            assert_eq!((status, told.starts_with(expected)), (409, true), "{file} {path}: {told}");
            assert!(!told.contains(tried.folder.path().to_str().unwrap()), "{told}");
        }
        assert_eq!(fs::read_to_string(tried.file(file)).unwrap(), text);
        fs::remove_file(tried.file(file)).unwrap();
    }
    fs::remove_file(tried.file("a.txt")).unwrap();
    assert_eq!(tried.done("/review", &decision).0, 409);
    fs::remove_dir_all(tried.file("")).unwrap();
    for (path, body) in both {
        let (status, told) = tried.done(path, body);
        assert_eq!((status, told.contains("no longer where")), (409, true), "{told}");
    }
}

/// What is sent twice, by an impatient click, is written down once.
#[test]
fn the_same_decision_is_written_once() {
    let mut tried = Tried::new();
    let (decision, mut judgement) = (tried.decision(), tried.judgement());
    judgement["is_same"] = false.into();
    for _ in 0..2 {
        assert_eq!(tried.done("/review/identity", &judgement), (200, String::new()));
        assert_eq!(tried.done("/review", &decision), (200, String::new()));
    }
    let written = |tried: &Tried, name: &str| fs::read_to_string(tried.file(name)).unwrap();
    assert_eq!(written(&tried, "corrections.jsonl").lines().count(), 1);
    assert_eq!(written(&tried, "identity.toml").matches("[[not-same]]").count(), 1);
    // What was taken out of the file by hand since is decided again.
    fs::write(tried.file("identity.toml"), "").unwrap();
    assert_eq!(tried.done("/review/identity", &judgement), (200, String::new()));
    assert_eq!(written(&tried, "identity.toml").matches("[[not-same]]").count(), 1);
}
