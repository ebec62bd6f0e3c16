/**
 * Words of the field that say one thing, the first of a line stands for all; `+` joins words. Single words and
 * abbreviations only where they mean nothing else in texts about care, research and teaching.
 */
const SAME = `
tuberculosis tb
radiograph x+ray x+rays xray radiography
newborn neonate neonatal neonatology newborns
preterm premature prematurity
grief bereavement bereaved mourning grieving
cancer oncology oncological malignancy neoplasm tumour carcinoma
child children childhood paediatric paediatrics pediatric kid kids
adolescent adolescence teenager youth
older elderly aged geriatric geriatrics senior
carer caregiver caregiving caregivers
family relatives relative
remote telemedicine telehealth ehealth tele telemonitoring teleconsultation distance
online virtual digital
doctor physician physicians clinician clinicians gp
nurse nurses nursing
midwife midwifery midwives
maternal mother mothers maternity
childbirth parturition
stillbirth perinatal+death stillborn
pain analgesia painful
opioid morphine opiate opioids
vaccination vaccine vaccines immunisation immunization inoculation
leprosy hansen
dying terminal+care deathbed
wish wishes preference preferences
training train course workshop lesson lessons module
student undergraduate undergraduates
phd doctorate doctoral cotutelle thesis
workforce staffing
antibiotic antibiotics antimicrobial
parasite parasites parasitology parasitic
mortality deaths fatality
stroke cva cerebrovascular
myocardial cardiac heart cardiology cardiovascular
kidney renal nephrology
lung pulmonary respiratory lungs
skin dermatology dermatological
eye ophthalmology ophthalmic
brain cerebral
muscle muscular dystrophy
bowel colorectal intestinal gut
physiotherapist physiotherapy
surgery surgical surgeon surgeons
anaesthesia anesthesia anaesthetic
radiotherapy radiation+therapy
ultrasound sonography echography
registry register
questionnaire survey questionnaires
interview interviews
mental psychological psychiatric
volunteer volunteers volunteering
spiritual chaplain chaplaincy chaplains
refugee refugees asylum
obesity overweight
malnutrition undernutrition
genome genomic genomics exome sequencing
rare orphan
hpv papillomavirus
hiv aids
kangaroo skin+to+skin
home domiciliary
guideline guidelines protocol
implementation implement
prescribe prescribing prescription prescriber
`;

function readClasses(text: string): ReadonlyMap<string, string> {
  const heads = new Map<string, string>();
  for (const line of text.trim().split('\n')) {
    const [head = '', ...others] = line.trim().split(/\s+/);
    for (const word of [head, ...others]) if (!heads.has(word)) heads.set(word, head);
  }
  return heads;
}

/** A word, or words joined by `+`, to the word that stands for all of its meaning. Not stemmed. */
export const SYNONYMS: ReadonlyMap<string, string> = readClasses(SAME);

/** Abbreviations that texts use instead of the words, with the words. */
export const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    acp: ['advance', 'care', 'planning'],
    ai: ['artificial', 'intelligence'],
    amr: ['antimicrobial', 'resistance'],
    copd: ['chronic', 'obstructive', 'pulmonary', 'disease'],
    cvd: ['cardiovascular', 'disease'],
    icu: ['intensive', 'care'],
    ncd: ['noncommunicable', 'disease'],
    ncds: ['noncommunicable', 'disease'],
    pzp: ['advance', 'care', 'planning'],
    qol: ['quality', 'life'],
    rct: ['randomised', 'trial'],
    vr: ['virtual', 'reality'],
    wash: ['water', 'sanitation', 'hygiene'],
  }),
);
