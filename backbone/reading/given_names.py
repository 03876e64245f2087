"""First names that are common somewhere, folded: what tells "Anna Bakker, Rotterdam" from "García López, María"."""

from backbone.reading.folding import word_set

GIVEN_NAMES = word_set(
    """
    aaron abdul abdullah abigail adam adrian agnes ahmed aisha alan albert alejandra alejandro alex alexander alexandra ali
    alice alicia amanda amina amy ana andre andrea andreas andrew angela anita anke ann anna anne annelies anneke anouk
    antonio arjan arne arthur ayse barbara bart bas beatriz belen ben benjamin bernard bianca bjorn bob bram brenda brian
    camila carla carlo carlos carmen carolina caroline catherine cecilia chantal charles charlotte chris christian
    christina christine claire clara claudia cristina daan daniel daniela david deborah denise dennis diana diego dirk
    dolores dominique edgar eduardo edward elena eline elisa elisabeth elizabeth ellen els elsa emma emily eric erica erik
    ernesto esther eva fatima femke fernanda fernando filip floor fleur francisco frank frans fred gabriel gabriela george
    gerard giovanni giulia gloria grace graham greet guillermo gustavo hannah hans harry hassan heather helen helena henk
    henri henrik hugo ibrahim ilse ines ingrid irene isabel isabella ivan jacob jaime james jan jane jana janet javier
    jean jeroen jessica jesus jim joan joana joao joaquin johan johanna john jonathan joost jorge jose joseph joshua josefa
    juan juana judith julia julian julie kamal karen karin karl kate katherine kathleen kees kevin khadija kim klaas koen
    kristina lars laura lea leen leo leonardo leticia lien lieve linda lisa lotte louis louise lourdes lucas lucia luis
    luisa luuk maarten manon manuel manuela marc marcel marcela marco marcos margaret margriet maria marieke mariana marie
    marijke mario marion marisol mark marta martha martijn martin mary mateo matthew matthias maud maurice mercedes
    michael michel michelle miguel mike mohamed mohammed monica monique montserrat moses mustafa nadia nancy natalia
    nathalie niels nicolas nicole nina noor nuria olga oliver olivia omar oscar pablo pamela paola patricia patrick paul
    paula paulo pedro peter petra philip pia piet pieter pilar rachel rafael raquel raul rebecca renate ricardo richard
    rita robert roberto rocio rodrigo roger rosa rosario ruben ruth sabine salma samuel sandra santiago sara sarah sergio
    sharon silvia simon sofia sofie sonia sophie stefan stephen steven susan susana susanna sven tanja teresa thea thijs
    thomas tiago tim tom tomas ursula valentina vera veronica victor victoria vincent wendy willem william wim wouter
    xavier yasmin yolanda yusuf yvonne zoe
    """
)
