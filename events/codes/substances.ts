/**
 * The register of substances (DOMAIN §6). `ids` is the label in UNODC's individual drug seizures data where
 * one exists. A code is never removed or given another meaning: stored events name it.
 */
import * as z from 'zod'
import type { Unit } from './units.ts'

export const groups = {
  opioid: { en: 'Opioids', ru: 'Опиоиды' },
  'cocaine-type': { en: 'Cocaine-type', ru: 'Группа кокаина' },
  'cannabis-type': { en: 'Cannabis-type', ru: 'Группа каннабиса' },
  ats: { en: 'Amphetamine-type stimulants', ru: 'Стимуляторы амфетаминового ряда' },
  hallucinogen: { en: 'Hallucinogens', ru: 'Галлюциногены' },
  sedative: { en: 'Sedatives and tranquillizers', ru: 'Седативные средства и транквилизаторы' },
  nps: { en: 'New psychoactive substances', ru: 'Новые психоактивные вещества' },
  precursor: { en: 'Precursors', ru: 'Прекурсоры' },
  plant: { en: 'Plants', ru: 'Растения' },
  unknown: { en: 'Unknown', ru: 'Не установлено' },
} as const
export type GroupCode = keyof typeof groups
export const group = z.enum(Object.keys(groups) as [GroupCode, ...GroupCode[]])

type Substance = { group: GroupCode; en: string; ru: string; ids?: string; unit: Unit }

export const substances = {
  opium: { group: 'opioid', en: 'Opium', ru: 'Опий', ids: 'Opium', unit: 'kg' },
  'poppy-plant': { group: 'plant', en: 'Opium poppy plant', ru: 'Опийный мак (растение)', unit: 'plant' },
  morphine: { group: 'opioid', en: 'Morphine', ru: 'Морфин', ids: 'Morphine', unit: 'kg' },
  heroin: { group: 'opioid', en: 'Heroin', ru: 'Героин', ids: 'Heroin', unit: 'kg' },
  'opiates-nonspecified': {
    group: 'opioid',
    en: 'Opiates, non-specified',
    ru: 'Опиаты, без уточнения',
    unit: 'kg',
  },
  codeine: { group: 'opioid', en: 'Codeine', ru: 'Кодеин', ids: 'Codeine', unit: 'tablet' },
  methadone: { group: 'opioid', en: 'Methadone', ru: 'Метадон', ids: 'Methadone', unit: 'g' },
  buprenorphine: {
    group: 'opioid',
    en: 'Buprenorphine',
    ru: 'Бупренорфин',
    ids: 'Buprenorphine',
    unit: 'tablet',
  },
  tramadol: { group: 'opioid', en: 'Tramadol', ru: 'Трамадол', ids: 'Tramadol', unit: 'tablet' },
  'fentanyl-type': { group: 'opioid', en: 'Fentanyl and analogues', ru: 'Фентанил и аналоги', unit: 'g' },
  'nitazene-type': { group: 'opioid', en: 'Nitazenes', ru: 'Нитазены', unit: 'g' },
  'cannabis-resin': {
    group: 'cannabis-type',
    en: 'Cannabis resin (hashish)',
    ru: 'Смола каннабиса (гашиш)',
    ids: 'Cannabis resin',
    unit: 'kg',
  },
  'cannabis-herb': {
    group: 'cannabis-type',
    en: 'Cannabis herb (marijuana)',
    ru: 'Трава каннабиса (марихуана)',
    ids: 'Cannabis herb',
    unit: 'kg',
  },
  'cannabis-plant': {
    group: 'plant',
    en: 'Cannabis plant',
    ru: 'Растение каннабис',
    ids: 'Cannabis plants',
    unit: 'plant',
  },
  'cannabis-seed': {
    group: 'plant',
    en: 'Cannabis seed',
    ru: 'Семена каннабиса',
    ids: 'Cannabis seeds',
    unit: 'seed',
  },
  'cannabis-oil': {
    group: 'cannabis-type',
    en: 'Cannabis oil',
    ru: 'Масло каннабиса',
    ids: 'Cannabis oil',
    unit: 'kg',
  },
  'synthetic-cannabinoid': {
    group: 'nps',
    en: 'Synthetic cannabinoids',
    ru: 'Синтетические каннабиноиды',
    unit: 'g',
  },
  'coca-leaf': { group: 'plant', en: 'Coca leaf', ru: 'Лист коки', ids: 'Coca leaf', unit: 'kg' },
  'coca-base': {
    group: 'cocaine-type',
    en: 'Coca paste or cocaine base',
    ru: 'Паста коки или кокаин-основание',
    unit: 'kg',
  },
  basuco: { group: 'cocaine-type', en: 'Basuco', ru: 'Басуко', unit: 'g' },
  'cocaine-hcl': {
    group: 'cocaine-type',
    en: 'Cocaine hydrochloride',
    ru: 'Кокаина гидрохлорид',
    unit: 'kg',
  },
  'crack-cocaine': {
    group: 'cocaine-type',
    en: 'Crack cocaine',
    ru: 'Крэк-кокаин',
    ids: 'Crack cocaine',
    unit: 'g',
  },
  'cocaine-nonspecified': {
    group: 'cocaine-type',
    en: 'Cocaine, non-specified',
    ru: 'Кокаин, без уточнения',
    ids: 'Cocaine',
    unit: 'kg',
  },
  amphetamine: { group: 'ats', en: 'Amphetamine', ru: 'Амфетамин', ids: 'Amphetamine', unit: 'kg' },
  methamphetamine: {
    group: 'ats',
    en: 'Methamphetamine',
    ru: 'Метамфетамин',
    ids: 'Methamphetamine',
    unit: 'kg',
  },
  mdma: { group: 'ats', en: 'MDMA ("ecstasy")', ru: 'МДМА («экстази»)', ids: 'MDMA', unit: 'tablet' },
  mephedrone: { group: 'nps', en: 'Mephedrone', ru: 'Мефедрон', ids: 'Mephedrone', unit: 'g' },
  'alpha-pvp': { group: 'nps', en: 'alpha-PVP', ru: 'альфа-ПВП', unit: 'g' },
  'cathinone-nonspecified': {
    group: 'nps',
    en: 'Synthetic cathinones, non-specified',
    ru: 'Синтетические катиноны, без уточнения',
    unit: 'g',
  },
  'synthetic-nonspecified': {
    group: 'unknown',
    en: 'Synthetic drugs, non-specified',
    ru: 'Синтетические наркотики, без уточнения',
    unit: 'g',
  },
  lsd: { group: 'hallucinogen', en: 'LSD', ru: 'ЛСД', ids: 'LSD', unit: 'blotter' },
  dmt: { group: 'hallucinogen', en: 'DMT', ru: 'ДМТ', ids: 'DMT', unit: 'g' },
  psilocybin: {
    group: 'hallucinogen',
    en: 'Psilocybin and psilocybin mushrooms',
    ru: 'Псилоцибин и содержащие его грибы',
    unit: 'g',
  },
  ketamine: { group: 'nps', en: 'Ketamine', ru: 'Кетамин', ids: 'Ketamine', unit: 'g' },
  'benzodiazepine-type': { group: 'sedative', en: 'Benzodiazepines', ru: 'Бензодиазепины', unit: 'tablet' },
  ghb: { group: 'sedative', en: 'GHB and GBL', ru: 'ГОМК и ГБЛ', ids: 'GHB', unit: 'mL' },
  khat: { group: 'plant', en: 'Khat', ru: 'Кат', ids: 'Khat', unit: 'kg' },
  'acetic-anhydride': {
    group: 'precursor',
    en: 'Acetic anhydride',
    ru: 'Ангидрид уксусной кислоты',
    ids: 'Acetic anhydride',
    unit: 'L',
  },
  pseudoephedrine: {
    group: 'precursor',
    en: 'Pseudoephedrine',
    ru: 'Псевдоэфедрин',
    ids: 'Pseudoephedrine',
    unit: 'kg',
  },
  'precursor-nonspecified': {
    group: 'precursor',
    en: 'Precursors, non-specified',
    ru: 'Прекурсоры, без уточнения',
    unit: 'kg',
  },
  'nps-other': { group: 'nps', en: 'Other new psychoactive substances', ru: 'Прочие НПВ', unit: 'g' },
  other: { group: 'unknown', en: 'Other', ru: 'Другое', unit: 'unit' },
  unknown: { group: 'unknown', en: 'Unknown', ru: 'Не установлено', unit: 'unit' },
} as const satisfies Record<string, Substance>

export type SubstanceCode = keyof typeof substances
export const substance = z.enum(Object.keys(substances) as [SubstanceCode, ...SubstanceCode[]])
