"""The judge: what may stand around an answer, and what makes another one of it."""

import pytest

from bot.domain.answer import compile_key, judge, judge_guess


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Erwin Rommel, the Desert Fox", ("accept", "exact")),
        ("Rommel who lost at Alamein", ("accept", "exact")),
        ("Rommel, the man who was not at Dunkirk", ("reject", "negation")),
        ("Rommel, the fox or the wolf", ("reject", "list")),
        ("Rommel, the fox; desert", ("reject", "list")),
        ("Rommel, the uncle", ("reject", "relative")),
        ("Rommel, the victor of 1942", ("reject", "number")),
        ("Rommel, the foe of Montgomery", ("reject", "rival")),
        ("Montgomery Rommel Bradley", ("reject", "rival")),
    ],
)
def test_a_remark_after_the_answer_may_not_name_another(typed, expected):
    """What follows a comma or a who is let go, unless it names a rival, a relation or a number, or says no."""
    key = compile_key("Who commanded the Afrika Korps?", "Erwin Rommel", rivals=["Bernard Montgomery"])
    got = judge(key, typed)
    assert expected == (got.verdict, got.rule)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("Alexander Kerensky", "Alexander Kolchak, Alexander Kerensky"),
        ("Alexander Kerensky", "Alexander Kolchak Alexander Kerensky"),
        ("Alexander Kerensky", "Alexander Kolchak\\Alexander Kerensky"),
        ("Nicholas II", "Nicholas I Nicholas II"),
        ("Henry IV", "Henry V... Henry IV"),
        ("Cleopatra", "Nefertiti? Cleopatra?"),
        ("Cleopatra", "Mark Antony Cleopatra"),
        ("Napoleon Bonaparte", "Napoleon's brother Napoleon Bonaparte"),
        ("Hannibal Barca", "Hannibal and Hasdrubal Barca"),
        ("Indira Gandhi", "Indira Gandhi/Mahatma Gandhi"),
    ],
)
def test_two_candidates_are_none(answer, typed):
    """However two people are joined, and whatever name they share, nobody gets a point for both."""
    assert "accept" != judge_guess("Who was it?", answer, [], typed).verdict
    assert "accept" == judge_guess("Who was it?", answer, [], answer).verdict


@pytest.mark.parametrize(
    ("asked", "answer", "accepted", "refused"),
    [
        ("Which minister carried out reforms?", "Pyotr Stolypin", "minister Stolypin", "Stolypin reform"),
        ("In which city did troops massacre a crowd?", "Amritsar", "the city of Amritsar", "Amritsar massacre"),
        ("Which treaty ended it?", "Peace of Westphalia", "Westphalia treaty", "Kingdom of Westphalia"),
        ("Which two sisters were it?", "Soong sisters", "Soong", "the sisters"),
        ("Which tank was it?", "T-34", "t34", "T-35"),
        ("Who led it?", "Vladimir Lenin", "VI Lenin", "AI Lenin"),
        ("Who led it?", "Pauline Bonaparte", "P. Bonaparte", "Paul Bonaparte"),
        ("Which tsar was it?", "Alexander II", "Tsar Alexander II", "Pope Alexander II"),
        ("How many wives had Henry VIII?", "6", "6 of Henry VIII", "6/8"),
        ("In which city is it?", "Istanbul", "Istanbul, Turkey", "Istanbul, Ankara"),
    ],
)
def test_what_stands_beside_a_name_is_weighed(asked, answer, accepted, refused):
    """A title, a kind or a realm is harmless where it fits, and makes another thing where it does not."""
    assert "accept" == judge_guess(asked, answer, [], accepted).verdict
    assert "accept" != judge_guess(asked, answer, [], refused).verdict


@pytest.mark.parametrize(
    ("asked", "answer", "accepted", "refused"),
    [
        ("Which book did Marx write?", "Das Kapital", "Das Kapital (the book by Marx)", "Das Kapital (the Manifesto)"),
        ("Which ship sank?", "Titanic", "Titanic, the unsinkable ship", "Titanic, the Lusitania"),
        ("Which treaty was it?", "Treaty of Riga", "Riga, the peace treaty", "Riga, the Treaty of Trianon"),
        ("Which battle was it?", "Battle of Adwa", "the Battle of Adwa in East Africa", "Adwa in or near Sudan"),
        ("Which Polish battle was it?", "Battle of Warsaw", "Battle of Warsaw in old Poland", "Warsaw battle in Sudan"),
        ("Who was the Greek?", "Herodotus", "Herodotus of Halicarnassus", "Herodotus, Louisiana"),
        ("Which war did Britain fight?", "Second Boer War", "Second Anglo-Boer War", "Second Sino-Boer War"),
        ("What was promised in 1917?", "Balfour Declaration", "Lord Balfour's Declaration", "Lord Declaration"),
        ("Which pope was it?", "John XXIII", "Saint John XXIII", "Antipope John XXIV"),
        ("Which emperor was it?", "Yongle Emperor", "Yongle", "Emperor"),
        ("Who was it?", "Harriet Tubman", "Harriet Tubman, born Araminta Ross", "Harriet Tubman, Araminta Ross"),
        ("Which union joined two crowns?", "Union of Lublin", "Lublin", "Union"),
        ("Where was the peace signed?", "Riga", "Riga, Latvia", "Treaty of Riga"),
        ("In which city was it signed?", "Riga", "the city of Riga", "Riga, Moscow"),
        ("Which city fell to the British?", "Jerusalem", "the city of Jerusalem", "Kingdom of Jerusalem"),
        ("Which Zulu king was it?", "Cetshwayo", "Cetshwayo of the Zulus", "Cetshwayo of the Vandals"),
        ("Which body planned the economy?", "Gosplan", "Gosplan, the planning office", "Gosplan, the Gosbank"),
        ("Which two met?", "Roosevelt and Stalin", "Franklin Roosevelt, Joseph Stalin", "Roosevelt, Joseph Tito"),
        ("Who met?", "Roosevelt", "Franklin Roosevelt", "Franklin"),
        ("Which Kievan princess was it?", "Saint Olga", "St Olga", "Olga"),
        ("Who painted it?", "Francisco Goya", "Francisco de Goya y Lucientes", "Francisco Goya Lucientes y Bosch"),
    ],
)
def test_what_is_added_tells_of_the_answer_or_of_another(asked, answer, accepted, refused):
    """A remark that fits what is asked for is true; one that names something else of that kind is a second guess."""
    assert "accept" == judge_guess(asked, answer, [], accepted).verdict
    assert "accept" != judge_guess(asked, answer, [], refused).verdict


@pytest.mark.parametrize(
    ("answer", "accepted", "refused"),
    [
        ("Deng Xiaoping", "Deng Xiaoping", "Deng Pufang Deng Xiaoping"),
        ("Maria Spiridonova", "Spirdonova", "Spiridonov"),
        ("Pol Pot", "pol-pot", "Pol"),
        ("John Quincy Adams", "Quincy Adams", "John Adams"),
        ("John Quincy Adams", "J. Q. Adams", "J. T. Adams"),
        ("George W. Bush", "George W. Bush", "George Bush"),
        ("Toyotomi Hideyoshi", "Toyotomi Hideyosi", "Toyotomi Hideyori"),
        ("Sukarno", "Sukarrno", "Sumarno"),
        ("al-Mansur", "al-Mansour", "Mansura"),
        ("Pizarro", "Pizzarro", "Pizarra"),
        ("Lumumba", "Lumunba", "Lumunga"),
        ("Shostakovich", "Chostakovitch", "Chostakov"),
        ("Typhoon", "Typhoom", "Tygoon"),
        ("Ibn Rushd", "ابن رشد", "ابن سينا"),
        ("Eva Perón", "Eva Peron", "Perón"),
        ("Santa Anna", "SantaAnna", "Santana"),
    ],
)
def test_a_name_near_by_is_somebody_else(answer, accepted, refused):
    """One letter tells a wife, a town or a son from the man; one that is only misheard does not."""
    assert "accept" == judge_guess("Who was it?", answer, [], accepted).verdict
    assert "accept" != judge_guess("Who was it?", answer, [], refused).verdict
