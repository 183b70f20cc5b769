//! From a text to who holds which post where: each construction, with near misses.

use sayso::analyse;
use sayso::analyse::Naming;
use sayso::model::Account;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::model::Findings;
use sayso::pipeline::Engine;
use sayso::resolve;

/// Reads a text with names as rules find them: what is tested comes after.
fn account(text: &str) -> Account {
    let Engine { lexicon, syntax, .. } = Engine::built_in();
    let key = DocumentKey { corpus: "test".to_owned(), id: "test".to_owned() };
    let document = Document::of_text(key, text.to_owned());
    let analysis = analyse::text(&document, lexicon, syntax, &Naming::none());
    resolve::document(&document, &analysis, Findings::default(), lexicon)
}

/// Checks the posts of a text, each as `person | role | body | rule`.
fn check(text: &str, expected: &[&str]) {
    let account = account(text);
    let name = |id: &str| {
        let entity = account.entities.iter().find(|entity| entity.id == id);
        entity.map_or("?", |entity| entity.name.as_str())
    };
    let found: Vec<String> = account
        .affiliations
        .iter()
        .map(|post| {
            let role = post.role.as_deref().unwrap_or("-");
            let body = post.organization.as_deref().map_or("-", name);
            format!("{} | {role} | {body} | {}", name(&post.person), post.rule)
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_title_tells_the_post_and_its_body() {
    check(
        "Deputy Minister of Foreign Affairs of Kazakhstan Roman Vasilenko spoke.",
        &["Roman Vasilenko | Deputy Minister of Foreign Affairs | Kazakhstan | title-of"],
    );
    check("Mayor of Koszalin Peter Smith spoke.", &["Peter Smith | Mayor | Koszalin | title-of"]);
    check(
        "First Minister of Scotland Jane Roe spoke.",
        &["Jane Roe | First Minister | Scotland | title-of"],
    );
    check("They asked political scientist Peter Smith.", &[]);
}

#[test]
fn a_body_stands_before_a_post_and_a_name() {
    check(
        "He spoke to White House spokesman Peter Smith.",
        &["Peter Smith | spokesman | White House | body-before-post"],
    );
    check(
        "Kazakhstan's Foreign Minister Jane Roe spoke.",
        &["Jane Roe | Foreign Minister | Kazakhstan | body-before-post"],
    );
    check(
        "He met NATO trade and industry commissioner Peter Smith.",
        &["Peter Smith | trade and industry commissioner | NATO | body-before-post"],
    );
    check(
        "A statement came from African Union (AU) head Peter Smith.",
        &["Peter Smith | head | African Union | body-before-post"],
    );
    check(
        "Santa Barbara County Sheriff Peter Smith spoke.",
        &["Peter Smith | Sheriff | Santa Barbara County | body-before-post"],
    );
    check("In Turkey Director Smith met the council.", &[]);
}

#[test]
fn a_name_of_an_unknown_kind_beside_a_post_is_a_body() {
    check("Tesco's CEO, Peter Smith, said so.", &["Peter Smith | CEO | Tesco | body-before-post"]);
    check(
        "Peter Smith, founder of Wexora, said so.",
        &["Peter Smith | founder | Wexora | apposition-of"],
    );
    check("Peter Smith, friend of Wexora, said so.", &[]);
}

#[test]
fn titles_that_stand_together_are_several_posts() {
    check(
        "They met NATO Chair Prime Minister Peter Smith of Canada.",
        &[
            "Peter Smith | Chair | NATO | body-before-post",
            "Peter Smith | Prime Minister | Canada | name-of",
        ],
    );
    check(
        "They met Coast Guard Commandant Admiral Peter Smith.",
        &["Peter Smith | Commandant | Coast Guard | body-before-post"],
    );
}

#[test]
fn a_body_after_a_name_is_a_membership() {
    check(
        "Jane Roe of Human Rights Watch spoke.",
        &["Jane Roe | - | Human Rights Watch | name-of"],
    );
    check(
        "Jane Roe of the UK's National Crime Agency spoke.",
        &["Jane Roe | - | National Crime Agency | name-of"],
    );
    check("The BBC's Jane Roe spoke.", &["Jane Roe | - | BBC | body-before-name"]);
    check("Mr. SMITH of Texas. I thank the Chair.", &["SMITH | - | Texas | name-of"]);
    check("Jane Roe of Texas spoke.", &[]);
}

#[test]
fn an_apposition_tells_the_post() {
    check(
        "Jane Roe, head of the European Commission, spoke.",
        &["Jane Roe | head | European Commission | apposition-of"],
    );
    check(
        "Jane Roe, an evolutionary biomechanicist at the Royal Veterinary College, spoke.",
        &["Jane Roe | evolutionary biomechanicist | Royal Veterinary College | apposition-of"],
    );
    check(
        "Jane Roe, an OSCE spokeswoman, spoke.",
        &["Jane Roe | spokeswoman | OSCE | body-before-post"],
    );
    check("Jane Roe, a friend of peace, spoke.", &[]);
}

#[test]
fn a_sentence_says_who_has_a_post() {
    check(
        "Jane Roe is the director of the European Central Bank.",
        &["Jane Roe | director | European Central Bank | predicate-of"],
    );
    check(
        "Jane Roe served as director of the European Central Bank.",
        &["Jane Roe | director | European Central Bank | predicate-of"],
    );
    check(
        "Jane Roe was appointed envoy of the African Union.",
        &["Jane Roe | envoy | African Union | predicate-of"],
    );
    check(
        "Peter Smith appointed Jane Roe as envoy of the African Union.",
        &["Jane Roe | envoy | African Union | predicate-of"],
    );
    check(
        "Jane Roe, who heads the African Union, spoke.",
        &["Jane Roe | head | African Union | heads"],
    );
    check("Jane Roe met the director of the European Central Bank.", &[]);
}

#[test]
fn a_description_tells_its_body() {
    check(
        "The Interpol spokesperson, Jane Roe, said that it was over.",
        &["Jane Roe | spokesperson | Interpol | body-before-post"],
    );
}

#[test]
fn a_seat_or_ministry_named_elsewhere_is_the_body() {
    check(
        "Senator Smith spoke. The United States Senate voted.",
        &["Smith | Senator | United States Senate | seat"],
    );
    check(
        "Health Minister Jane Roe spoke. The Ministry of Health agreed.",
        &["Jane Roe | Health Minister | Ministry of Health | ministry"],
    );
    check("Senator Smith spoke. The Senate Foreign Relations Committee voted.", &[]);
}

#[test]
fn a_post_of_state_is_of_the_country_that_the_document_names() {
    check(
        "President Smith spoke. Kazakhstan voted.",
        &["Smith | President | Kazakhstan | only-country"],
    );
    check(
        "Foreign Secretary Jane Roe spoke on Syria. The United Kingdom and Syria agreed.",
        &["Jane Roe | Foreign Secretary | United Kingdom | national-post"],
    );
    check(
        "President Smith met Prime Minister Roy of Canada. The United States welcomes it. The United States agreed.",
        &[
            "Roy | Prime Minister | Canada | name-of",
            "Smith | President | United States | home-country",
        ],
    );
    check("The Turkish President Smith spoke. Syria voted.", &[]);
    check("They asked senior vice president Smith. Kazakhstan voted.", &[]);
}

#[test]
fn a_signature_tells_who_signs_as_what() {
    check(
        "Dear Sir,\n\nThe road is closed.\n\nYours sincerely,\n\nJane Roe\nDirector-General, World Health Organization\n",
        &["Jane Roe | Director-General | World Health Organization | signature"],
    );
    check(
        "The road is closed.\n\nBest regards,\nDr. Jane Roe\nHead of Policy\nHarbour Trust\nOslo, Norway\n",
        &["Jane Roe | Head of Policy | Harbour Trust | signature"],
    );
    check(
        "We protest.\n\nSigned:\nPeter Smith, Executive Director, Harbour Trust\nJane Roe, Amnesty International\n",
        &[
            "Peter Smith | Executive Director | Harbour Trust | signature",
            "Jane Roe | - | Amnesty International | signature",
        ],
    );
    check(
        "We agree.\n\nWith best wishes,\nDr Jane Roe\nChair of Council, World Bank\nPeter Smith, founder, Wexora\n",
        &[
            "Jane Roe | Chair of Council | World Bank | signature",
            "Peter Smith | founder | Wexora | signature",
        ],
    );
    check(
        "Sincerely, Jane Roe, President, United Nations",
        &["Jane Roe | President | United Nations | signature"],
    );
    // Nothing but a name, and a country below it.
    check("We agree.\n\nYours sincerely,\nJane Roe\nNorway\n", &[]);
    check("We agree.\n\nYours sincerely,\nJane Roe\nThe World Bank helped us.\n", &[]);
    check("Yours sincerely was how Jane Roe, as the World Bank knows, ended every letter.", &[]);
}

#[test]
fn who_signs_in_the_first_person_or_has_the_heading_is_the_speaker() {
    let check = |text: &str, expected: &str| {
        let account = account(text);
        let is_author = |id: &String| Some(id) == account.author.as_ref();
        let author = account.entities.iter().find(|entity| is_author(&entity.id));
        assert_eq!(author.map_or("nobody", |author| author.name.as_str()), expected, "{text}");
    };
    check(
        "I know the road. I will walk it.\n\nYours sincerely,\nJane Roe\nDirector, World Bank\n",
        "Jane Roe",
    );
    check(
        "Speech of Ms. Jane Roe, Director, World Bank\n\nI know the road. I will walk it.\n",
        "Jane Roe",
    );
    // Two sign, so neither is "I"; and nobody speaks in the first person.
    let two = "I know the road. I will walk it.\n\nSigned:\nJane Roe, World Bank\nPeter Smith, World Bank\n";
    check(two, "author");
    check("The road is closed.\n\nYours sincerely,\nJane Roe\nDirector, World Bank\n", "nobody");
}

#[test]
fn a_contact_is_the_body_s() {
    check(
        "The road is closed.\n\nMedia contact: Jane Roe, spokesperson, World Bank, tel. 555 1234\n",
        &["Jane Roe | spokesperson | World Bank | contact"],
    );
    check(
        "The road is closed.\n\nFor further information, please contact:\nJane Roe, Press Officer, UNICEF, +45 60 10 81 77\n\
            Peter Smith, Analyst, World Bank\n",
        &[
            "Jane Roe | Press Officer | UNICEF | contact",
            "Peter Smith | Analyst | World Bank | contact",
        ],
    );
    check("Contact:\nWorld Bank, Press Office, 1818 H Street\n", &[]);
    check("Contact with Jane Roe, World Bank officials said, was lost.", &[]);
}

#[test]
fn a_byline_tells_whom_one_writes_for() {
    check(
        "Ministers clash\n\nBy Jane Roe, political editor, BBC News\n\nThe road is closed.\n",
        &["Jane Roe | political editor | BBC News | byline"],
    );
    check(
        "Ministers clash\nBy Jane Roe and Peter Smith, Associated Press\n\nThe road is closed.\n",
        &[
            "Jane Roe | - | Associated Press | byline",
            "Peter Smith | - | Associated Press | byline",
        ],
    );
    check("Ministers clash\n\nBy Jane Roe, London\n\nThe road is closed.\n", &[]);
    check("By Jane Roe, the World Bank was never praised.", &[]);
}

#[test]
fn a_heading_tells_whose_words_follow() {
    check(
        "Statement by Ambassador Jane Roe, UK Permanent Representative to the OSCE\n\nThe road is closed.\n",
        &["Jane Roe | Permanent Representative | UK | body-before-post"],
    );
    check(
        "REPORT\nDelivered by Ms. Jane Roe\nDirector, World Bank\n\nThe road is closed.\n",
        &["Jane Roe | Director | World Bank | heading"],
    );
    check(
        "Statement by the Director of the World Bank, Ms. Jane Roe\n\nThe road is closed.\n",
        &["Jane Roe | Director | World Bank | post-of"],
    );
    check("The statement by Jane Roe, Germany and the World Bank said, was wrong.", &[]);
}

#[test]
fn a_line_with_a_name_and_a_body_joins_them() {
    check(
        "Roads in 2020\n\nJane Roe, World Bank\nPeter Smith (University of Oslo)\n\nThe road is closed.\n",
        &[
            "Jane Roe | - | World Bank | line-of-name",
            "Peter Smith | - | University of Oslo | line-of-name",
        ],
    );
    check(
        "“The road is closed.”\n\n— Jane Roe, director, World Bank\n",
        &["Jane Roe | director | World Bank | signed-line"],
    );
    check("Present were\n\nJane Roe\nWorld Bank\n\nThe road is closed.\n", &[]);
    check("Jane Roe, World Bank staff said, was there.", &[]);
    check("Jane Roe, Norway\n\nThe road is closed.\n", &[]);
    check("\u{200b}\n,\nBy\n–\nYours sincerely,\nContact:\n", &[]);
}

#[test]
fn a_note_at_the_end_tells_of_the_author() {
    check(
        "The road is closed.\n\nAbout the author: Jane Roe is a senior fellow at the World Bank and a former adviser to NATO.\n",
        &[
            "Jane Roe | senior fellow | World Bank | apposed",
            "Jane Roe | former adviser | NATO | apposed",
        ],
    );
    check(
        "Roads\nBy Jane Roe\n\nThe road is closed.\n\nThe writer is director of the World Bank\n",
        &["Jane Roe | director | World Bank | author-note"],
    );
    check("The road is closed.\n\nThe writer is a friend of the World Bank.\n", &[]);
    check("The road is closed.\n\nJane Roe is tired of the World Bank.\n", &[]);
}

#[test]
fn prosecutors_and_judges_have_their_seat_in_front() {
    check(
        "Brooklyn District Attorney Jane Roe spoke.",
        &["Jane Roe | District Attorney | Brooklyn | body-before-post"],
    );
    check(
        "Finch County State’s Attorney Jane Roe spoke.",
        &["Jane Roe | State’s Attorney | Finch County | body-before-post"],
    );
    check(
        "It came before Finch Supreme Court Justice Jane Roe.",
        &["Jane Roe | Justice | Finch Supreme Court | body-before-post"],
    );
    check("Assistant District Attorney Jane Roe spoke.", &[]);
}

#[test]
fn assistants_belong_where_the_one_chief_does() {
    let chief = "Finch County State's Attorney Jane Roe spoke. ";
    let roe = "Jane Roe | State's Attorney | Finch County | body-before-post";
    check(
        &format!("{chief}Assistant State's Attorney Peter Smith agreed."),
        &[roe, "Peter Smith | Assistant State's Attorney | Finch County | chief"],
    );
    check(&format!("{chief}Assistant District Attorney Peter Smith agreed."), &[roe]);
    check(
        &format!(
            "{chief}Heron County State's Attorney Ann Poe agreed. Assistant State's Attorney Peter Smith left."
        ),
        &[roe, "Ann Poe | State's Attorney | Heron County | body-before-post"],
    );
}

#[test]
fn degrees_stand_between_a_name_and_its_body() {
    check(
        "It was Jane Roe, MD, PhD, of Finch University, who spoke.",
        &["Jane Roe | - | Finch University | name-of"],
    );
    check("It was Jane Roe, MD, of Oslo, who spoke.", &[]);
}

#[test]
fn words_after_a_name_and_a_comma_tell_posts() {
    check(
        "Jane Roe, a spokeswoman for Finch County, spoke.",
        &["Jane Roe | spokeswoman | Finch County | apposition-of"],
    );
    check(
        "Jane Roe, 54, founder of the World Bank and head of Amnesty International, spoke.",
        &[
            "Jane Roe | founder | World Bank | apposition-of",
            "Jane Roe | head | Amnesty International | apposition-of",
        ],
    );
    check("Jane Roe, friend of the World Bank, spoke.", &[]);
}

#[test]
fn posts_stand_before_a_name_without_a_comma() {
    check(
        "Former director of the World Bank and head of Amnesty International Jane Roe spoke.",
        &[],
    );
    check(
        "Vice President of Amnesty International, Jane Roe, spoke.",
        &["Jane Roe | Vice President | Amnesty International | opener"],
    );
    check(
        "Speaking for Amnesty International, manager Jane Roe said so.",
        &["Jane Roe | manager | Amnesty International | spoken-for"],
    );
    check("Speaking for hours, manager Jane Roe said so.", &[]);
}

#[test]
fn brackets_after_a_name_hold_its_body() {
    check("Jane Roe (UNICEF) spoke.", &["Jane Roe | - | UNICEF | in-brackets"]);
    check("Jane Roe (Oslo) spoke.", &[]);
    check("Jane Roe (World Bank) spoke.", &[]);
}

#[test]
fn a_pronoun_s_post_is_that_of_the_one_named_before() {
    check(
        "Jane Roe spoke. She is a researcher at Oslo University.",
        &["Jane Roe | researcher | Oslo University | pronoun-of"],
    );
    check("Jane Roe spoke. He is a researcher at Oslo University.", &[]);
    check("Jane Roe met Peter Smith. They spoke. She is a researcher at Oslo University.", &[]);
}

#[test]
fn a_country_is_where_a_profession_comes_from() {
    check("U.S. singer Jane Roe spoke. The United States agreed.", &[]);
    check("United States Attorney Jane Roe spoke.", &[]);
    check("Canadian director Jane Roe spoke in Canada.", &[]);
    check(
        "Scottish First Minister Jane Roe spoke in Scotland.",
        &["Jane Roe | First Minister | Scotland | demonym-before-post"],
    );
}

#[test]
fn a_contestant_is_of_a_country() {
    check("Jane Roe of Canada won.", &["Jane Roe | - | Canada | name-of"]);
    check("Jane Roe of Toronto won.", &[]);
    check("She is the Jane Roe of Canada.", &[]);
}

#[test]
fn a_field_is_not_the_body() {
    check(
        "Jane Roe, Director for Africa at Amnesty International, spoke.",
        &["Jane Roe | Director for Africa | Amnesty International | apposition-of"],
    );
    check(
        "Amnesty International and its CEO Jane Roe agreed.",
        &["Jane Roe | CEO | Amnesty International | owner-of-post"],
    );
}

#[test]
fn a_country_that_a_document_only_touches_on_has_no_president_there() {
    check("President Smith spoke at the White House and at the Pentagon on Canada.", &[]);
}
