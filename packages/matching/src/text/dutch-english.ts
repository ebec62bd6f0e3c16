/**
 * Dutch words of care, research, teaching and working together across borders, with what English says; `+` joins words.
 * It is a list of the field, written from the field's vocabulary; words that both languages spell alike need no entry.
 */
const PAIRS = `
zorg:care zorgverlener:caregiver zorgverleners:caregiver zorgpad:care+pathway zorginstelling:care+institution
gezondheid:health gezondheidszorg:health+care volksgezondheid:public+health wijk:community thuis:home thuiszorg:home+care
huis:house ziekenhuis:hospital ziekenhuizen:hospital verpleeghuis:nursing+home verpleeghuizen:nursing+home polikliniek:outpatient+clinic
kliniek:clinic afdeling:ward spoed:emergency spoedeisend:emergency ambulance:ambulance eerstelijn:primary+care huisarts:family+doctor
huisartsen:family+doctor arts:doctor artsen:doctor dokter:doctor specialist:specialist verpleegkundige:nurse verpleegkundigen:nurse
verpleging:nurse verpleegkunde:nurse verzorgende:care+assistant verzorgenden:care+assistant verloskundige:midwife verloskundigen:midwife
fysiotherapeut:physiotherapist fysiotherapeuten:physiotherapist apotheker:pharmacist apothekers:pharmacist apotheek:pharmacy
tandarts:dentist tandheelkunde:dental mond:mouth mondzorg:oral+care chirurg:surgeon chirurgen:surgeon chirurgie:surgery heelkunde:surgery
geestelijk:spiritual geestelijke:spiritual zingeving:spiritual+meaning verzorger:caregiver verzorgers:caregiver verzorging:care
maatschappelijk:social werker:worker werk:work vrijwilliger:volunteer vrijwilligers:volunteer mantelzorger:family+carer
mantelzorgers:family+carer mantelzorg:informal+care naaste:relative naasten:relative familie:family ouder:parent ouders:parent
moeder:mother moeders:mother vader:father kind:child kinderen:child kinder:child jongere:adolescent jongeren:adolescent jeugd:youth
oudere:older ouderen:older bejaarde:older meisje:girl jongen:boy vrouw:woman vrouwen:woman man:man mannen:man zuigeling:infant
pasgeborene:newborn pasgeborenen:newborn geboren:born geboorte:birth bevalling:childbirth zwanger:pregnant zwangerschap:pregnancy
vroeggeboorte:preterm+birth vroeg:early te-vroeg:preterm kraam:maternity borstvoeding:breastfeeding borst:breast
patient:patient bewoner:resident bewoners:resident gast:guest mens:people mensen:people bevolking:population burger:citizen
ziekte:disease ziekten:disease ziektes:disease ziek:ill aandoening:disorder kanker:cancer gezwel:tumour tumor:tumour bloed:blood
bloeddruk:blood+pressure hart:heart hartfalen:heart+failure vaat:vascular long:lung longen:lung lever:liver nier:kidney nieren:kidney
darm:bowel maag:stomach huid:skin oog:eye ogen:eye oor:ear hersen:brain hersenen:brain zenuw:nerve zenuwen:nerve spier:muscle
spieren:muscle bot:bone botten:bone gewricht:joint rug:back ruggenmerg:spinal+cord dwarslaesie:spinal+cord+injury heup:hip
heupfractuur:hip+fracture breuk:fracture beroerte:stroke herseninfarct:stroke suikerziekte:diabetes hoge:high koorts:fever
pijn:pain pijnstilling:pain+relief pijnbestrijding:pain+control bestrijding:control benauwdheid:breathlessness misselijk:nausea
moeheid:fatigue vermoeidheid:fatigue angst:anxiety depressie:depression rouw:grief nabestaande:bereaved+relative
nabestaanden:bereaved+relative verlies:loss nazorg:aftercare overlijden:death dood:death sterfte:mortality sterven:dying
stervend:dying stervende:dying sterfbed:deathbed levenseinde:end+life leven:life einde:end laatste:last fase:phase palliatief:palliative
palliatieve:palliative genezing:cure genezen:cure ongeneeslijk:incurable kwetsbaar:frail kwetsbare:frail kwetsbaarheid:frailty
wens:wish wensen:wish zorgplanning:care+planning proactief:advance proactieve:advance vooraf:advance besluit:decision
besluitvorming:decision+making behandelwens:treatment+wish behandeling:treatment behandelen:treat behandel:treatment behandeld:treat
gesprek:conversation gesprekken:conversation gespreksleidraad:conversation+guide leidraad:guide richtlijn:guideline
slechtnieuws:bad+news slechtnieuwsgesprek:bad+news+conversation slechtnieuwsgesprekken:bad+news+conversation slecht:bad nieuws:news
bericht:message vertellen:tell praten:talk spreken:talk luisteren:listen waardig:dignity waardigheid:dignity troost:comfort
geneesmiddel:medicine geneesmiddelen:medicine medicijn:medicine medicijnen:medicine medicatie:medication voorschrijven:prescribe
voorschrift:prescription morfine:morphine opioiden:opioid pomp:pump pompje:pump doseren:dose dosering:dose middel:agent
vaccinatie:vaccination inenting:vaccination vaccin:vaccine besmetting:infection infectie:infection infectieziekten:infectious+disease
besmettelijk:infectious bacterie:bacteria bacterien:bacteria resistentie:resistance resistent:resistant antibiotica:antibiotic
schimmel:fungus parasiet:parasite worm:worm wormen:worm mug:mosquito muggen:mosquito tuberculose:tuberculosis longontsteking:pneumonia
ontsteking:inflammation knokkelkoorts:dengue lepra:leprosy hondsdolheid:rabies mazelen:measles pokken:pox griep:influenza
wond:wound wonden:wound brandwond:burn brandwonden:burn littekenbehandeling:scar+treatment litteken:scar verband:dressing
operatie:surgery opereren:operate geopereerd:operate narcose:anaesthesia verdoving:anaesthesia anesthesie:anaesthesia
bestraling:radiotherapy revalidatie:rehabilitation herstel:recovery bewegen:exercise oefening:exercise oefenen:practise
oefenprogramma:exercise+program mobiliseren:mobilisation lopen:walking valpreventie:fall+prevention voorkomen:prevention
preventie:prevention opsporing:detection opsporen:detect screening:screening hielprik:newborn+screening sikkelcel:sickle+cell
sikkelcelziekte:sickle+cell+disease erfelijk:hereditary erfelijkheid:genetics zeldzaam:rare zeldzame:rare spierziekte:muscle+disease
spierziekten:muscle+disease stofwisseling:metabolic voeding:nutrition ondervoeding:malnutrition overgewicht:obesity eten:food
voedsel:food water:water schoon:clean hygiene:hygiene lucht:air luchtkwaliteit:air+quality klimaat:climate milieu:environment
kwik:mercury lood:lead goudwinning:gold+mining goud:gold vis:fish binnenland:interior platteland:rural landelijk:rural stad:city
stedelijk:urban dorp:village arm:poor armoede:poverty ongelijkheid:inequality gelijkheid:equity toegang:access toegankelijk:accessible
kosten:cost betaalbaar:affordable verzekering:insurance beleid:policy wet:law wetgeving:legislation ministerie:ministry overheid:government
psychose:psychosis verslaving:addiction zelfdoding:suicide geestelijke-gezondheid:mental+health burn-out:burnout burnout:burnout
werkdruk:workload zorgpersoneel:health+workforce personeel:staff tekort:shortage vertrek:leaving behoud:retention
dementie:dementia vergeetachtig:memory geheugen:memory verward:delirium delier:delirium slaap:sleep slapen:sleep
onderzoek:research onderzoeken:study onderzoeker:researcher onderzoekers:researcher onderzoekt:study wetenschap:science
wetenschappelijk:scientific studie:study proef:trial geneesmiddelenonderzoek:drug+trial klinisch:clinical klinische:clinical
vergelijken:compare vergelijking:comparison vergelijkend:comparative meten:measure meting:measurement metingen:measurement
vragenlijst:questionnaire vragenlijsten:questionnaire vraaggesprek:interview interviews:interview groepsgesprek:focus+group
gegevens:data register:registry registratie:registry kwaliteit:quality indicator:indicator uitkomst:outcome uitkomsten:outcome
bewijs:evidence toets:test test:test keuring:certification steekproef:sample monster:sample lichaamsmateriaal:body+tissue weefsel:tissue
biobank:biobank erfgoed:heritage promovendus:phd+candidate promovendi:phd+candidate promotie:doctorate promotietraject:doctorate
proefschrift:thesis gezamenlijk:joint gezamenlijke:joint dubbel:double dubbeldiploma:double+degree hoogleraar:professor begeleider:supervisor
begeleiding:supervision opleiding:training opleiden:train scholing:training bijscholing:continuing+training nascholing:continuing+training
cursus:course cursussen:course les:lesson lessen:lesson lessenreeks:course onderwijs:education onderwijskunde:education
communicatieonderwijs:communication+education vaardigheid:skill vaardigheden:skill vaardigheidstraining:skills+training leren:learn
leerlingen:pupil leerling:pupil student:student studenten:student coassistent:medical+student coassistenten:medical+student
coschap:clerkship coschappen:clerkship stage:internship docent:teacher docenten:teacher leraar:teacher school:school zomerschool:summer+school
uitwisseling:exchange uitwisselen:exchange uitwisselingsprogramma:exchange+program simulatiepatient:simulated+patient
simulatiepatienten:simulated+patient acteur:actor nabootsen:simulate afstand:distance op-afstand:remote beeldbellen:video+call
video:video online:online scherm:screen toepassing:application beeld:image beeldvorming:imaging röntgenfoto:x-ray rontgenfoto:x-ray
foto:photograph echo:ultrasound kunstmatige:artificial intelligentie:intelligence rekenregel:algorithm dagboek:diary pijndagboek:pain+diary
samenwerking:collaboration samenwerken:collaborate samenwerkingsverband:consortium verbond:alliance netwerk:network netwerken:network
land:country landen:country grens:border grensoverschrijdend:cross+border grensoverschrijdende:cross+border wereld:world wereldwijd:global
buitenland:abroad internationaal:international ontwikkeling:development ontwikkelen:develop invoering:implementation invoeren:implement
uitvoering:implementation verbeteren:improve verbetering:improvement versterken:strengthen versterking:strengthening capaciteit:capacity
capaciteitsopbouw:capacity+building leiderschap:leadership leider:leader leidinggeven:leadership bestuur:governance bestuurlijk:governance
vertalen:translate vertaling:translation taal:language talen:language drietalig:trilingual cultuur:culture cultureel:cultural
migratie:migration migratieachtergrond:migrant+background migrant:migrant migranten:migrant vluchteling:refugee vluchtelingen:refugee
achtergrond:background dochter:daughter dochters:daughter schoondochter:daughter+in+law gezin:family gezinnen:family buurt:neighbourhood
nood:emergency ramp:disaster oorlog:war veiligheid:safety patientveiligheid:patient+safety fout:error fouten:error
stralingsbescherming:radiation+protection zon:solar zonne:solar energie:energy stroom:power bouw:construction gebouw:building
transplantatie:transplantation donor:donor orgaan:organ stamcel:stem+cell stamcellen:stem+cell afweer:immune afweersysteem:immune+system
opname:admission opnames:admission opgenomen:admit ontslag:discharge overdracht:handover meekijken:consult meedenken:consult
consultteam:consult+team consult:consult advies:advice vraag:question vragen:question klacht:complaint klachten:complaint
verwijzing:referral wachttijd:waiting+time bereikbaarheid:availability keten:chain transmuraal:transmural transmurale:transmural
anticonceptie:contraception seksueel:sexual seksuele:sexual geweld:violence misbruik:abuse besnijdenis:circumcision
baarmoederhals:cervix baarmoederhalskanker:cervical+cancer prostaat:prostate eierstok:ovary slokdarm:oesophagus alvleesklier:pancreas
bijwerking:side+effect late-effecten:late+effects overlevende:survivor overlevenden:survivor terugkeer:return terugkomdag:follow+up
volgen:follow vervolg:follow+up nacontrole:follow+up ademhaling:breathing ademnood:breathlessness gehoor:hearing slechthorend:hearing+loss
doof:deaf blind:blind slechtziend:visual+impairment gezichtsvermogen:vision bril:glasses beperking:disability gehandicapt:disability
verstandelijk:intellectual dakloos:homeless daklozen:homeless gevangenis:prison armoedegrens:poverty wijkverpleegkundige:community+nurse
wijkverpleegkundigen:community+nurse kangoeroe:kangaroo blote:bare huidcontact:skin+contact zelfzorg:self+care sterftecijfer:mortality gewicht:weight groei:growth respijtzorg:respite+care respijt:respite ontlasting:relief belasting:burden draaglast:burden
symptoom:symptom symptomen:symptom klachtenlast:symptom+burden ziektelast:disease+burden last:burden hulp:help hulpmiddel:aid
prothese:prosthesis amputatie:amputation rolstoel:wheelchair tandbederf:caries gebit:teeth nierfalen:kidney+failure dialyse:dialysis
geneeskunde:medicine heelmeester:surgeon kindergeneeskunde:paediatrics verloskunde:obstetrics vrouwenziekten:gynaecology
oogheelkunde:ophthalmology huidziekten:dermatology inwendig:internal ouderengeneeskunde:geriatrics psychiatrie:psychiatry psychologie:psychology
psycholoog:psychologist psychologen:psychologist gedrag:behaviour leefstijl:lifestyle roken:smoking alcohol:alcohol drugs:drug
beursprogramma:fellowship+program beurs:fellowship beurzen:fellowship subsidie:grant aanvraag:application oproep:call
verdrag:treaty overeenkomst:agreement ethiek:ethics ethisch:ethical ethische:ethical toetsing:review commissie:committee
`;

function readPairs(text: string): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, readonly string[]>();
  for (const pair of text.trim().split(/\s+/)) {
    const [dutch = '', english = ''] = pair.normalize('NFKD').replace(/\p{M}/gu, '').split(':');
    words.set(dutch.replaceAll('-', ''), english.split('+'));
  }
  return words;
}

/** Dutch word, without accents, to words of English. */
export const DUTCH_TO_ENGLISH: ReadonlyMap<string, readonly string[]> = readPairs(PAIRS);

/**
 * Dutch words that are English words of another meaning: they are read as Dutch only in a text that is Dutch beyond
 * doubt, for instance `wet` (law) and `arts` (doctor).
 */
export const ALSO_ENGLISH: ReadonlySet<string> = new Set(
  'arts wet angst kind long man back arm last test video online register lever worm stage echo rug les blind school donor vis zon beurs leider slaap boy lood mond pomp oog darm vader note water alcohol drugs land student indicator specialist patient consult ambulance diabetes tumor foto proef stroom keten oor bot huid'.split(
    ' ',
  ),
);
