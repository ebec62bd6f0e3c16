/** Names of cities in other languages or of other times, each line one city, the name of the registry first. */
const CITY_NAMES = `beijing|peking|beijing shi
guangzhou|canton
munich|munchen|muenchen
cologne|koln|koeln
nuremberg|nurnberg
hanover|hannover
frankfurt am main|frankfurt
freiburg|freiburg im breisgau|freiburg i br
vienna|wien
zurich|zuerich
geneva|geneve|genf|ginevra
basel|bale
bern|berne
lucerne|luzern
rome|roma
milan|milano
turin|torino
florence|firenze
naples|napoli
genoa|genova
venice|venezia
padova|padua
bologna|bologne
lisbon|lisboa
porto|oporto
seville|sevilla
zaragoza|saragossa
a coruna|la coruna
brussels|bruxelles|brussel
antwerp|antwerpen|anvers
ghent|gent|gand
leuven|louvain
liege|luik
bruges|brugge
the hague|den haag|s gravenhage
copenhagen|kobenhavn
gothenburg|goteborg
aarhus|arhus
helsinki|helsingfors
warsaw|warszawa
krakow|cracow
wroclaw|breslau
poznan|posen
lodz|lodz
gdansk|danzig
prague|praha
brno|brunn
bucharest|bucuresti
belgrade|beograd
athens|athina|athenes
thessaloniki|saloniki
moscow|moskva|moskau
saint petersburg|st petersburg|st  petersburg|sankt petersburg
kyiv|kiev
lviv|lvov
istanbul|constantinople
izmir|smyrna
cairo|al qahirah
mumbai|bombay
kolkata|calcutta
chennai|madras
bengaluru|bangalore
thiruvananthapuram|trivandrum
pune|poona
varanasi|banaras|benares
puducherry|pondicherry
gurugram|gurgaon
new delhi|delhi
yangon|rangoon
ho chi minh city|saigon|hochiminh city|ho chi minh
hanoi|ha noi
seoul|seoul city
quebec|quebec city|ville de quebec
montreal|montreal
mexico city|ciudad de mexico|mexico df|mexico d f|cdmx
sao paulo|sao paolo
rio de janeiro|rio
bogota|bogota d c|santa fe de bogota
new york|new york city|nyc
washington|washington dc|washington d c
st louis|saint louis
taipei|taibei
xian|xi an
urumqi|wulumuqi
riyadh|ar riyad
jeddah|jidda
damascus|dimashq
tel aviv|tel aviv yafo
luxembourg|luxemburg
strasbourg|strassburg
nice|nizza
tokyo|tokio
kyoto|kioto
mainz|mayence
aachen|aix la chapelle
trieste|triest
tehran|teheran
shiraz|chiraz
isfahan|esfahan
mashhad|mashad|meshed
makkah|mecca
al madinah|medina|madinah
casablanca|dar el beida
algiers|alger
tunis|tunes
cape town|kaapstad`;

/** Another name of a city to the name that the registry uses, both folded. */
export const CITY_ALIASES: ReadonlyMap<string, string> = new Map(
  CITY_NAMES.split('\n').flatMap((line) => {
    const [first = '', ...others] = line.split('|');
    return others.map((other) => [other, first] as const);
  }),
);
