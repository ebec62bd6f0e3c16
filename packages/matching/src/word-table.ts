/**
 * Words of names of organisations that mean the same: translations and abbreviations, folded (see `fold`). The first
 * word of a line is the one that stands for all; a line with `>` says that one word stands for several.
 * Written by hand from the names of the registry and the abbreviations of ISO 4.
 */
const SAME_WORDS = `
university univ univers universitat universite universita universidad universidade universiteit universitet universitetet universitas universiti universitesi uniwersytet univerzita univerzitet univerzity universitatea sveuciliste egyetem yliopisto ulikool universitate universitetas uniwersytetu universities universitaria universitario universitaire universitaires universitair universitaere universitare universitari universitarie universitat universitats uni universidades universitesinin universitesi universitaets univ universitarios unversity univeristy universtiy universit
hospital hosp hopital hopitaux hospitals ospedale ospedali ospedaliera ospedaliero ospedalieri krankenhaus klinikum klinik kliniken spital ziekenhuis ziekenhuizen hastanesi szpital sykehus sjukhus sygehus nemocnice hospitalar hospitalario hospitalier hospitalaria hospitaller clinic clinics clinique cliniques clinica clinico kliniek klinika sairaala korhaz bolnica
institute inst instit institut instituto institutes istituto instytut institutt institutet ustav intezet institutul instituut enstitusu instituto institutions instituts istituti institutos zavod
center cent centre centro centra zentrum centrum centres centers ctr sentrum merkezi keskus kozpont centar
medical med medicine medecine medicina medizin medizinische medizinischer medizinisches medische medisch medico medica medicas medicale medicinal medicos medicum tip medicin medyczny medyczna medycyny geneeskunde médicales medicos
technology tech technol technical technique techniques technische technischen technischer technological tecnologia tecnologico tecnologica technologie technologies tecnica tecnico technologique technologiques teknik tekniska tekniske technologii techniczny teknologi teknoloji tecnologias tecnologiche technologia technologisch technologische techniczna politechnika polytechnic
polytechnic polytechnique politecnico politecnica polytech politechnika politehnica politecnic polytechnical polytecnic
science sci sciences scientific scientifique scientifiques ciencia ciencias scienze scienza wissenschaft wissenschaften wissenschaftliche wetenschap wetenschappen wetenschappelijk cientifica cientifico cientificas nauk nauka vied vetenskap videnskab scientifico bilimleri bilim stiinte
research res recherche recherches ricerca ricerche forschung investigacion investigaciones investigacao pesquisa pesquisas onderzoek badan badawczy badawcze forskning arastirma arastirmalari tutkimus kutatokozpont rech investigation investigations
national natl nat nacional nationale nazionale nationaal nationales narodowy narodowa narodni nasional ulusal nazionali nationaux nacionales nationalen
academy acad academia academie akademie akademia akademi accademia academic academies akademija akademiet academician
laboratory lab labs laboratories laboratoire laboratoires laboratorio laboratorium laboratori laboratorios laboratuvari laborator
department dept dep departament departement departamento dipartimento abteilung afdeling departments dpto depto dpt
division div divisao division
faculty fac facultad faculdade faculte fakultat faculteit facolta fakultet fakultesi fakulta wydzial fakultaet faculties facultat fakulteta
school sch ecole escuela escola scuola schule schools skola hogskola hoyskole
college coll colleges colegio collegio collegium kolej colegiul
hochschule fachhochschule hogeschool hogskolen
engineering eng engn engng engineer ingenierie ingegneria ingenieria engenharia ingenieur ingenieria muhendislik ingeniería engineers
international int intl internacional internationale internazionale uluslararasi internationales
state staatliche statale estatal estadual etat staat
general gen generale algemeen
health sante salud saude salute gesundheit gezondheid zdrowia saglik helse halsa sundhed sanitaria sanitario sanitaires sanitarie sanidad hlth
agriculture agric agri agr agricultural agricola agrarian agraria agraire agronomique agronomy agricoltura landwirtschaft tarim agronomic agronomica agronomia
chemistry chem chemical chimie chimica quimica chemie kimya
physics phys physical physique fisica physik fizik fysik
biology biol biological biologie biologia biologique
mathematics math maths mathematical mathematiques matematica matematicas mathematik matematik matematyki
computer comput computing computers computational informatique informatica informatik informatics
electronic electron electronics elect electrical elec elektronik
environment environ environmental environnement ambiental umwelt milieu ambiente
education educ educational educacion educacao bildung educativa egitim pedagogical pedagogy pedagogique
cancer oncology oncologico oncologique krebs kanker krebsforschung oncologia oncological oncologie
development dev developpement desarrollo desenvolvimento sviluppo
administration admin administracion administracao
management mgmt manag gestion
economics econ economic economy economia economie economiche wirtschaft ekonomi
social soc sociales sociale sozial sociais
society gesellschaft societe sociedad sociedade societa
foundation fondation fundacion fundacao fondazione stiftung stichting fundacio fundacja fonden stiftelsen
association assoc asociacion associacao associazione verein associacio
council counc consejo conseil consiglio conselho
ministry ministerio ministere ministero ministerium ministerie minist
government gov govt gobierno governo
federal federale bundes fed
public publique publico publica
pharmacy pharm pharmaceutical pharmaceutics pharmaceuticals farmacia pharmazie pharmacie pharma farmaceutica
veterinary vet veterinaria veterinaire veterinarmedizin
dental dentistry odontologia dent zahnmedizin
industry ind industrial industrielle industrie industries industria
information informat infor
communication commun communications telecommunications telecommunication telecom
materials mater material materiaux materiales
nuclear nucl nucleaire nucleare
energy energie energia energetique energies
biomedical biomed biomedica biomedicine biomedicas biomedicina biomedicale
cardiology cardiovascular cardiologia cardiac heart herz
neurology neurological neurologia neurologique neuroscience neurosciences neurologico
pediatric pediatrics paediatric paediatrics pediatrico pediatria children childrens child kinder enfants bambino infantil
women womens woman
saint st sankt santa santo san sint sao ste sainte
north northern nord norte norther
south southern sud sur sul zuid
east eastern est ost este
west western ouest oest
royal koninklijk koninklijke royale real reale
catholic katholieke catolica cattolica catholique katholische
free vrije libre freie libera
applied angewandte appliquees aplicada aplicadas toegepaste
studies studi estudios etudes
art arts
humanity humanities
regional reg
district dist
county cnty
mount mt
fort ft
corporation corp company companies co inc incorporated ltd limited llc gmbh plc sa ag bv nv srl spa pty oy ab sas kg kgaa
superior superieur superieure superiori superiore
technion technion
centre center
fur fuer
geology geological geol geologie geologia geologique geologico geosciences geoscience
astronomy astron astronomical astrophysics astrophysical astrofisica astrophysique astrophysik
ocean oceanography oceanographic oceanology oceanografia oceanographique
marine mar
aerospace aeronautics aeronautical aeronautique aeronautica
molecular mol moleculaire
genetics genet genetic genetique genetica
advanced adv avanzados avances avancees
service serv services servicio servizio servicios servizi
veteran veterans va
affair affairs
organization organisation org organizacion organizzazione
group grp gruppe groupe grupo
program programme prog
hellenic greek
defence defense
> universitatsklinikum university hospital
> universitatsklinik university hospital
> universitatskliniken university hospital
> universitatsspital university hospital
> universitatskrankenhaus university hospital
> uniklinik university hospital
> uniklinikum university hospital
> universitatsmedizin university medical
> universitatszahnklinik university dental hospital
> universitatsklinika university hospital
> universitetssjukhus university hospital
> universitetssjukhuset university hospital
> universitetshospital university hospital
> universitetssykehus university hospital
> forschungszentrum research center
> forschungsinstitut research institute
> forschungsgemeinschaft research society
> onderzoekscentrum research center
> forskningsinstitut research institute
> forskningscenter research center
> landeskrankenhaus state hospital
> kinderkrankenhaus pediatric hospital
> kinderspital pediatric hospital
> kinderziekenhuis pediatric hospital
> landesklinikum state hospital
> bundesanstalt federal institute
> bundesinstitut federal institute
> bundesamt federal office
> kantonsspital kanton hospital
> kreiskrankenhaus district hospital
> herzzentrum cardiology center
> tumorzentrum cancer center
> krebsforschungszentrum cancer research center
> umc university medical center
> tu technology university
> us united state
> postgraduate post graduate
> healthcare health care
`;

/** Words that carry no meaning of their own in a name, in the languages of the registry. */
const SMALL_WORDS = `the of and for in at on by to with from an a de la le les des du der die das den dem fur und von zu zur zum am im
di del della delle dei degli dell e ed il lo gli y el los las et en au aux a o os do da dos das pela van voor het te ter ten een
och for av i of og til ve ile na w z i im dan dos un une l d s su und sur per con com ja c u v s`;

interface WordTable {
  readonly same: ReadonlyMap<string, readonly string[]>;
  readonly small: ReadonlySet<string>;
}

function readTable(): WordTable {
  const same = new Map<string, readonly string[]>();
  for (const line of SAME_WORDS.trim().split('\n')) {
    const words = line.split(' ');
    if (words[0] === '>') same.set(words[1] ?? '', words.slice(2));
    else for (const word of words) if (!same.has(word)) same.set(word, words.slice(0, 1));
  }
  return { same, small: new Set(SMALL_WORDS.split(/\s+/)) };
}

const TABLE = readTable();

/** Whether the folded word is an article, a preposition or a conjunction. */
export function isSmallWord(folded: string): boolean {
  return TABLE.small.has(folded);
}

/** The words that stand for the folded word, or undefined where the table does not know it. */
export function sameWords(folded: string): readonly string[] | undefined {
  return TABLE.same.get(folded);
}

/** Words that say what kind of organisation it is: when one of them differs, it is another organisation. */
const KIND_WORDS = new Set(
  'university hospital institute center medical technology polytechnic science research academy laboratory school college hochschule health agriculture pharmacy veterinary dental pediatric women education ministry council foundation corporation museum library observatory normal open engineering economics cancer military army naval police park council service'.split(
    ' ',
  ),
);

/** Whether the word, as it stands for its translations, says what kind of organisation it is. */
export function isKindWord(word: string): boolean {
  return KIND_WORDS.has(word);
}
