//! Who takes sides in less plain ways: found, found in another shape, not found, and a near miss.

use crate::extraction::check_stances;

#[test]
fn what_comes_from_others_is_their_side() {
    check_stances(
        "The bill drew criticism from the Greens.",
        &["the Greens - criticism | The bill"],
    );
    check_stances("The bill has the backing of the Greens.", &["the Greens + backing | The bill"]);
    check_stances("The bill came under fire from Lee.", &["Lee - fire | The bill"]);
    check_stances("The Greens drew a picture of the bill.", &[]);
    check_stances("The camp came under fire at night.", &[]);
}

#[test]
fn what_goes_to_somebody_is_a_side() {
    check_stances("Our thoughts are with the families.", &["Our + thoughts | the families"]);
    check_stances("Lee said his heart went out to the victims.", &["Lee + heart | the victims"]);
    check_stances("The heart sent blood to the arms.", &[]);
    check_stances("Lee went to the hospital with a heart attack.", &[]);
}

#[test]
fn what_something_is_called_is_a_side() {
    check_stances(
        "Doctors called the drug a breakthrough.",
        &["Doctors + breakthrough | the drug"],
    );
    check_stances("Lee described the law as deeply unfair.", &["Lee - unfair | the law"]);
    check_stances("A jury found him guilty.", &["A jury - guilty | him"]);
    check_stances("Lee called the court on Monday.", &[]);
    check_stances("Lee described the law as the third of its kind.", &[]);
}

#[test]
fn verbs_take_sides_with_further_words() {
    check_stances("Residents are against the road.", &["Residents - are against | the road"]);
    check_stances(
        "The mayor came out in support of Lee.",
        &["The mayor + came out in support of | Lee"],
    );
    check_stances("Ghana accused Lee of lying.", &["Ghana - accused | Lee"]);
    check_stances("Ghana slammed Lee over the spill.", &["Ghana - slammed | Lee"]);
    check_stances("The mayor came out of the house.", &[]);
    check_stances("The match is against Ghana.", &[]);
}

#[test]
fn a_pronoun_is_the_whole_target() {
    check_stances("Lee commended him on his leadership.", &["Lee + commended | him"]);
    check_stances(
        "Lee commended the mayor of the town.",
        &["Lee + commended | the mayor of the town"],
    );
}

#[test]
fn who_asks_to_be_let_takes_the_side() {
    check_stances("Allow me also to thank the mission.", &["me + thank | the mission"]);
    check_stances("Please permit us to praise the court.", &["us + praise | the court"]);
    check_stances("Lee came to thank the mission.", &["Lee + thank | the mission"]);
}
