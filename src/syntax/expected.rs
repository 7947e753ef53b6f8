//! What the grammar could have gone on with, in words a reader knows.

use crate::args;
use crate::diagnostic::DID_YOU_MEAN;
use crate::text::{Message, Text};

use super::codes;
use super::grammar::Rule;

/// What could have stood at a place.
pub(super) struct Expected {
    /// In words: "a name or `{`".
    pub message: Message,
    /// The keywords among it, to find a misspelt one.
    pub keywords: Vec<String>,
    /// Whether the mistake is that something is missing before what stands there.
    pub missing: bool,
    /// Whether a path could stand there.
    pub path: bool,
    /// The kind of name among it.
    name: Option<Case>,
}

/// How a kind of name is written.
#[derive(Clone, Copy)]
enum Case {
    /// `shop`
    Lower,
    /// `jp.aigb`
    Dotted,
    /// `HANDBOOK`
    Handle,
}

impl Expected {
    /// Whether a name could stand there.
    pub fn has_name(&self) -> bool {
        self.name.is_some()
    }

    /// The name that somebody wrote with the wrong kind of letters.
    pub fn name(&self, found: &str) -> Option<Message> {
        let case = self.name?;
        let signs =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || c == '.' && matches!(case, Case::Dotted);
        let is_name = found.starts_with(|c: char| c.is_ascii_alphabetic()) && found.chars().all(signs);
        let meant = match case {
            Case::Lower | Case::Dotted => found.to_ascii_lowercase(),
            Case::Handle => found.to_ascii_uppercase(),
        };
        (is_name && meant != found).then(|| DID_YOU_MEAN.with(args!["name" => meant]))
    }
}

const KEYWORD: Text = Text::new("`{word}`", "`{word}`");
const OR: Text = Text::new("{a} or {b}", "{a}又は{b}");
const COMMA: Text = Text::new("{a}, {b}", "{a}、{b}");
/// What goes on after a path.
pub(super) const RELATION: Text = Text::new("`is`, `includes` or `states`", "`is`、`includes` 又は `states`");
const THE_END: Text = Text::new("nothing more", "文の終わり");
/// Of `for every` and `if`.
pub(super) const CONDITION: Text = Text::new("a condition", "条件");
/// After `for every … in …`.
pub(super) const COMMA_AND_CONDITION: Text = Text::new("a comma and a condition", "コンマと条件");
/// After `if …`.
pub(super) const THEN: Text = Text::new("`then` and a condition", "`then` と条件");

/// A thing of the language that is no keyword.
fn thing(rule: Rule) -> Option<Text> {
    use Rule as R;
    Some(match rule {
        R::cond | R::slot | R::group | R::negation | R::predicate | R::there | R::refused_not | R::refused_nested => {
            CONDITION
        }
        R::r_stated
        | R::r_declined
        | R::r_one_of
        | R::r_equal
        | R::refused_is
        | R::r_bound
        | R::r_when
        | R::r_due
        | R::r_within
        | R::r_none_of => codes::VALUE_OR_RELATION,
        R::includes | R::states | R::refused_relation | R::bare => RELATION,
        R::value_list | R::members => Text::new("a list in `[ … ]`", "`[ … ]` のリスト"),
        R::boolean | R::today | R::foreign | R::percent | R::number | R::pick | R::change_declined => {
            Text::new("a value", "値")
        }
        R::name | R::expect_of | R::expect_verdict | R::other_function | R::other_text => {
            Text::new("a name in lower case", "半角英小文字の名前")
        }
        R::dotted => Text::new("the name of a pack in lower case", "半角英小文字のパック名"),
        R::type_name => Text::new(
            "the name of a record or enum, with a capital letter",
            "半角英大文字で始まるレコード又は列挙の名前",
        ),
        R::handle | R::row_map => {
            Text::new("the handle of an instrument, with a capital letter", "半角英大文字で始まる規範文書の略号")
        }
        R::clause_ref => Text::new("a clause as `PACK/CLAUSE`", "`PACK/CLAUSE` の形の条項"),
        R::string | R::said => Text::new("a text in quotes", "引用符で囲んだ文字列"),
        R::date => Text::new("a date such as `2026-03-31`", "`2026-03-31` のような日付"),
        R::duration | R::refused_count => Text::new("a duration such as `3 months`", "`3 months` のような期間"),
        R::integer | R::refused_words => Text::new("a whole number", "整数"),
        R::version => Text::new("a version such as `1.2.0`", "`1.2.0` のような版"),
        R::path | R::segment | R::target | R::target_step => {
            Text::new("a path such as `system.owner`", "`system.owner` のようなパス")
        }
        R::t_base | R::r#type | R::t_list | R::t_one_of | R::t_refined => Text::new("a type", "型"),
        R::field => Text::new("a field as `name : TYPE`", "`name : TYPE` の形の欄"),
        R::member => Text::new("a word", "語"),
        R::clause_row => {
            Text::new("a row as `\"number\" \"subject\" strength WORD`", "`\"番号\" \"主題\" strength 語` の形の行")
        }
        R::point | R::broken_point | R::proof | R::dash => {
            Text::new("a point as `- label \"…\": …`", "`- label \"…\": …` の形の項目")
        }
        R::modality => Text::new("`must`, `should` or `may`", "`must`、`should` 又は `may`"),
        R::subject => {
            Text::new("a subject such as `system/hr` or `organisation`", "`system/hr` や `organisation` のような対象")
        }
        R::record_id => Text::new("the id of an explanation", "説明の識別子"),
        R::labels => Text::new("a label", "ラベル"),
        R::language_edition => {
            Text::new("the number of the edition, as in `language 1`", "`language 1` のような版の番号")
        }
        R::strength => Text::new("a strength such as `should` or `important`", "`should`、`important` などの強さの語"),
        R::status => Text::new("a status such as `statute` or `guidance`", "`statute`、`guidance` などの状態の語"),
        R::softener => Text::new("a softener such as `consider`", "`consider` のような緩和の語"),
        R::EOI => THE_END,
        _ => return None,
    })
}

/// A word or sign that stands for itself.
fn keyword(rule: Rule) -> Option<String> {
    use Rule as R;
    let word = match rule {
        R::open => "{",
        R::shut => "}",
        R::paren => ")",
        R::bracket => "]",
        R::colon => ":",
        R::comma => ",",
        R::title => "title",
        R::pack_language => "language",
        R::pack_schema => "schema",
        R::pack_publisher => "publisher",
        R::pack_licence => "licence",
        R::instrument_issuer => "issuer",
        R::instrument_edition => "edition",
        R::instrument_url => "url",
        R::instrument_status => "status",
        R::synonyms => "also",
        R::member_ja => "ja",
        R::set_needs | R::set_decision | R::set_four_eyes => "needs",
        R::set_lasts => "lasts",
        R::set_renewable => "renewable",
        R::set_accepts => "accepts",
        R::test_words => "at",
        R::test_reviewed => "reviewed",
        R::test_mentions => "mentions",
        R::proof_every => "for",
        R::on_date => "on",
        R::with_file => "with",
        R::given => "given",
        R::change => "but",
        R::expect => "expect",
        R::expect_nothing => "nothing",
        R::expect_explanation => "explanation",
        R::noting => "noting",
        R::v_complies => "complies",
        R::v_deviates => "deviates",
        R::v_would => "would",
        R::v_is => "is",
        R::v_not_applicable => "does",
        R::the_organisation => "organisation",
        _ => return keyword_rule(rule),
    };
    Some(word.to_owned())
}

/// A keyword of the grammar is called after its word.
fn keyword_rule(rule: Rule) -> Option<String> {
    let name = format!("{rule:?}");
    name.strip_prefix("k_").filter(|word| !matches!(*word, "except")).map(str::to_owned)
}

/// Puts the grammar's expectations into words.
pub(super) fn describe(rules: &[Rule]) -> Expected {
    let mut things: Vec<Text> = Vec::new();
    let mut keywords: Vec<String> = Vec::new();
    for rule in rules {
        if let Some(thing) = thing(*rule) {
            if !things.contains(&thing) {
                things.push(thing);
            }
        } else if let Some(word) = keyword(*rule)
            && !keywords.contains(&word)
        {
            keywords.push(word);
        }
    }
    // A condition, or a relation, says all that could stand there.
    let condition = things.contains(&CONDITION);
    let relation = rules.contains(&Rule::r_equal);
    let value = rules.iter().any(|rule| matches!(rule, Rule::boolean | Rule::number | Rule::today));
    let mut words: Vec<Message> = match (condition, relation, value) {
        (true, ..) => vec![Message::plain(CONDITION)],
        (_, true, _) => thing(Rule::r_equal).into_iter().map(Message::plain).collect(),
        (_, _, true) => thing(Rule::number).into_iter().map(Message::plain).collect(),
        _ => Vec::new(),
    };
    if words.is_empty() {
        let ends = things.contains(&THE_END) && (things.len() > 1 || !keywords.is_empty());
        things.retain(|thing| !(ends && *thing == THE_END));
        words.extend(things.iter().map(|thing| Message::plain(*thing)));
        // Each word is said once.
        let said = |word: &&String| things.contains(&RELATION) && matches!(word.as_str(), "is" | "includes" | "states");
        words.extend(keywords.iter().filter(|word| !said(word)).map(|word| KEYWORD.with(args!["word" => word])));
        words.truncate(5);
    }
    let missing = !rules.is_empty()
        && rules.iter().all(|rule| {
            matches!(
                rule,
                Rule::open
                    | Rule::shut
                    | Rule::paren
                    | Rule::bracket
                    | Rule::colon
                    | Rule::comma
                    | Rule::string
                    | Rule::said
                    | Rule::k_ja
                    | Rule::k_where
                    | Rule::k_version
                    | Rule::name
                    | Rule::handle
            )
        });
    let name = rules.iter().find_map(|rule| match rule {
        Rule::name | Rule::expect_of | Rule::expect_verdict => Some(Case::Lower),
        Rule::dotted => Some(Case::Dotted),
        Rule::handle => Some(Case::Handle),
        _ => None,
    });
    if rules.contains(&Rule::modality) {
        keywords.extend(["must", "should", "may"].map(str::to_owned));
    }
    if condition {
        keywords.extend(["if", "for", "not", "there"].map(str::to_owned));
    }
    let path = condition || rules.iter().any(|rule| matches!(rule, Rule::path | Rule::segment));
    Expected { message: join(words), keywords, missing, path, name }
}

fn join(mut words: Vec<Message>) -> Message {
    let Some(last) = words.pop() else { return Message::plain(Text::new("something else", "別のもの")) };
    let Some(first) = words.into_iter().reduce(|a, b| COMMA.with(args!["a" => a, "b" => b])) else { return last };
    OR.with(args!["a" => first, "b" => last])
}
