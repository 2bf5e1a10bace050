/**
 * Words for peoples, nations and faiths that police reporting attaches to groups, as fragments of regular
 * expressions over one lower-case word. Places stay out: "sinaloa", "northern", "kazakhstan".
 * The lists are curated, not complete; a word is added when a report shows that it is missing.
 */

/** With an "s" these are the people themselves: "chechen" is an adjective, "chechens" a people. */
const regular =
  'afghan albanian algerian arab armenian austrian azeri azerbaijani avar bangladeshi bashkir belarusian ' +
  'bosnian brazilian bulgarian caucasian chechen christian circassian colombian croat cuban dagestani dargin ' +
  'dungan egyptian estonian georgian german ghanaian greek hazara hindu hungarian indian indonesian iranian ' +
  'iraqi israeli italian jamaican karakalpak kalmyk kazakh kosovar kurd latvian lebanese lezgin lithuanian ' +
  'malaysian mexican meskhetian mongol mongolian moroccan moldovan muslim nigerian nogai norwegian ossetian ' +
  'ossete pakistani palestinian pamiri pashtun pathan persian peruvian romanian russian serb serbian shia ' +
  'shiite sicilian sikh slav slovak somali sunni syrian tajik tadjik tatar tunisian tuvan turk turkmen ' +
  'turkoman ukrainian uyghur uighur uzbek venezuelan yakut yazidi yezidi yemeni'

/** No plural in "s", or one that is another word ("afghanis" are money). */
const irregular =
  'afghani baloch baluch baluchi british buddhist catholic chinese chuvash croatian dutch english french ' +
  'gypsy ingush irish islamic islamist japanese jew jewish kirghiz korean kurdish kyrgyz lyuli luli mugat ' +
  'orthodox polish portuguese roma romani romany scottish slavic spanish swedish thai turkic turkish vietnamese'

const russianEnding = '(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)'
const russianStems =
  'авар|азербайджан|албан|араб|армян|афган|болгар|вьетнам|грузин|дагестан|дунган|еврей|езид|ингуш|индий|иран|' +
  'ислам|кавказ|казах|каракалпак|киргиз|китай|корей|курд|кыргыз|лезгин|молдав|монгол|мусульман|нигерий|осетин|' +
  'колумбий|мексикан|итальян|россий|пакистан|пуштун|румын|серб|славян|суннит|таджик|татар|туркмен|узбек|уйгур|украин|цыган|чечен|шиит'

export const adjectives: readonly string[] = [
  ...regular.split(' '),
  ...irregular.split(' '),
  `(?:${russianStems})ск${russianEnding}`,
  `(?:русск|турецк)${russianEnding}`,
]

const russianPeoples = [
  'цыган(?:е|ам|ами|ах|а|ка|ки|ок)?',
  'люли',
  '(?:таджик|узбек|казах|каракалпак)(?:и|ов|ам|ами|ах|а)?',
  '(?:киргиз|кыргыз|туркмен|курд|езид|араб|серб|монгол|суннит|шиит)(?:ы|ов|ам|ами|ах|а)?',
  '(?:азербайджан|чечен|дагестан|авар|афган|украин|кавказ|албан)(?:ец|цы|цев|цам|цами)',
  '(?:китай|нигерий|иран|пакистан|вьетнам|хазарей)(?:ец|цы|цев|цам|цами)',
  '(?:китайц|нигерийц|корейц|хазарейц|индийц)(?:ы|ев|ам|ами)',
  '(?:армян|молдаван|славян|мусульман)(?:е|ин|ам|ами|ах)?',
  '(?:грузин|осетин|лезгин|румын)(?:ы|ам|ами|ах|а)?',
  'ингуш(?:и|ей|ам|ами|ах|а)?',
  '(?:дунган|уйгур|болгар)(?:е|ы|ам|ами|ах|а)?',
  'татар(?:ы|ин|ам|ами|ах|а)?',
  'пуштун(?:ы|ов|ам|ами|ах|а)?',
  'тур(?:ки|ок|кам|ками)',
  'евре(?:й|и|ев|ям|ями)',
]

export const peoples: readonly string[] = [
  ...regular.split(' ').map((word) => `${word}s`),
  'baluchis',
  'buddhists',
  'catholics',
  'croatians',
  'g[yi]psies',
  'islamists',
  'jews',
  'koreans',
  'romanies',
  ...russianPeoples,
]

/** Words for people together: beside them an adjective speaks of who the people are, not of a place. */
export const groups: readonly string[] = [
  'mafias?|mafiosi|gangs?|gangsters?|clans?|groups?|groupings?|networks?|triads?|militias?|militants?',
  'famil(?:y|ies)|brothers?|brotherhood|diasporas?|communit(?:y|ies)|syndicates?|cartels?|crime|criminals?',
  'crews?|mobs?|mobsters?|rings?|cells?|tribes?|people|men|women|youths?|nationals|citizens|migrants|refugees',
  'workers|couriers|wholesalers|retailers|dealers|traffickers|smugglers|suppliers|producers|mules|barons?',
  'boss(?:es)?|traders|sellers|brokers|distributors|drivers|bandits?|fighters|insurgents?|rebels|warlords?',
  'thieves|thugs|launderers|facilitators|minorit(?:y|ies)|underworld|descent|origin|ethnicity',
  'мафи\\p{L}{1,3}|клан\\p{L}{0,3}|групп\\p{L}{0,10}|банд(?:а|ы|е|у|ой)?|бандит\\p{L}{0,3}|диаспор\\p{L}{1,3}',
  'семь(?:я|и|ю|ей)|семей|брат(?:ья|ьев|ва|вы|ство)|сет(?:ь|и|ью|ей|ям|ями)|картел\\p{L}{1,3}|опг',
  'синдикат\\p{L}{0,3}|общин\\p{L}{1,3}|сообществ\\p{L}{1,3}|землячеств\\p{L}{1,3}|преступ\\p{L}{2,9}',
  'барон\\p{L}{0,3}|оптовик\\p{L}{0,3}|курьер\\p{L}{0,3}|дилер\\p{L}{0,3}|торгов(?:ец|цы|цев)|боевик\\p{L}{0,3}',
  'наркоторгов(?:ец|цы|цев)|наркобарон\\p{L}{0,3}|контрабандист\\p{L}{0,3}|перевозчик\\p{L}{0,3}|люди|людей',
  'граждан(?:е|ин|ам)?|мигрант\\p{L}{0,3}|ополчен\\p{L}{2,5}',
]

/** What a group does, which stands between the two without parting them: "drug trafficking network". */
export const fillers: readonly string[] = [
  'drugs?|narco|narcotics?|trafficking|smuggling|organi[sz]ed|armed|street|prison|ethnic|transnational',
  'wholesale|retail|heroin|cocaine|opium|of|the|and|наркотическ\\p{L}{2,3}|этническ\\p{L}{2,3}|организованн\\p{L}{2,3}',
]

/** After these an adjective is the name of a State or a place: "Kyrgyz Republic", "Turks and Caicos". */
export const placeWords: readonly string[] = [
  'republics?|federation|emirates|kingdom|kush|straits?|seas?|gulf|ocean|peninsula|desert|border|coast|caicos',
  'islands?|regions?|province|oblast|republic\\p{L}{0,3}|республик\\p{L}{1,3}|федераци\\p{L}{1,3}|эмират\\p{L}{0,3}',
  'мор[еяю]|залив\\p{L}{0,3}|пролив\\p{L}{0,3}|област\\p{L}{1,3}|кра[йяею]',
]
