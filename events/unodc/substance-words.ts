/** What sheets call substances besides the names and labels of the register. */
import type { SubstanceCode } from '../codes/substances.ts'

type Words = Readonly<Partial<Record<SubstanceCode, readonly string[]>>>

/** Other names of the same. */
export const sameAs: Words = {
  'cannabis-herb': ['marijuana', 'marihuana', 'herbal cannabis'],
  'cannabis-resin': ['hashish'],
  'cannabis-plant': ['cannabis plant'],
  'cannabis-nonspecified': ['cannabis', 'cannabis-type, non-specified'],
  'cocaine-nonspecified': ['cocaine', 'cocaine-type, non-specified'],
  'cocaine-hcl': ['cocaine hcl', 'cocaine salts', 'powder cocaine'],
  'crack-cocaine': ['crack'],
  'coca-base': ['coca paste', 'cocaine base'],
  mdma: ['ecstasy'],
  methamphetamine: ['meth'],
  khat: ['khat catha edulis'],
  ghb: ['gbl'],
  'fentanyl-type': ['fentanyl'],
  'synthetic-cannabinoid': ['spice', 'other synthetic cannabinoids', 'synthetic cannabinoids, non-specified'],
  'nps-other': ['nps, non-specified'],
}

/** Names of what the register knows by its class alone: the sheet's own word is kept beside the code. */
export const kindsOf: Words = {
  'opiates-nonspecified': ['other opiates', 'acetylated opium', 'desomorphine'],
  'opioid-nonspecified': ['other opioids', 'oxycodone', 'hydrocodone', 'pethidine', 'tapentadol'],
  'fentanyl-type': ['carfentanil', 'acetylfentanyl', 'other fentanyls'],
  'nitazene-type': ['isotonitazene', 'metonitazene', 'protonitazene', 'etonitazene'],
  'cannabis-nonspecified': ['other cannabis-type', 'cannabis pollen'],
  'ecstasy-nonspecified': ['other ecstasy-type substances', 'mda', 'mdea'],
  'ats-nonspecified': ['other amphetamine-type stimulants', 'captagon', 'fenetylline', 'methylphenidate'],
  'cathinone-nonspecified': ['other synthetic cathinones', '4-cmc', '3-mmc', '3-cmc', 'methylone', 'mdpv'],
  'hallucinogen-nonspecified': ['other hallucinogens', '2c-b', 'mescaline', 'phencyclidine'],
  'benzodiazepine-type': [
    'diazepam',
    'clonazepam',
    'alprazolam',
    'lorazepam',
    'phenazepam',
    'midazolam',
    'nitrazepam',
    'temazepam',
    'oxazepam',
    'bromazepam',
    'flunitrazepam',
    'etizolam',
  ],
  'sedative-nonspecified': [
    'other sedatives',
    'barbiturates',
    'phenobarbital',
    'methaqualone',
    'zolpidem',
    'zopiclone',
    'pregabalin',
  ],
  'precursor-nonspecified': [
    'other precursors',
    'ephedrine',
    'potassium permanganate',
    'safrole',
    'phenylacetic acid',
  ],
}
