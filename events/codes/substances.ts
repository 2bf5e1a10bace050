/**
 * The register of substances (DOMAIN §6). `ids` is the label in UNODC's individual drug seizures data where
 * one exists, as its workbooks of 2011 to 2026 spell it. A code is never removed or given another meaning: stored events
 * name it. What is not on the list has a code for the rest of its group.
 */
import * as z from 'zod'
import type { GroupCode } from './substance-groups.ts'
import type { Unit } from './units.ts'

type Substance = { group: GroupCode; unit: Unit; en: string; ru: string; ids?: string }

const of = (group: GroupCode, unit: Unit, en: string, ru: string, ids?: string): Substance => ({
  ...{ group, unit, en, ru },
  ...(ids !== undefined && { ids }),
})

/** Group, the unit that is meant where none is told, names, and UNODC's label. */
export const substances = {
  opium: of('opioid', 'kg', 'Opium', 'Опий', 'Opium'),
  'poppy-plant': of('plant', 'plant', 'Opium poppy plant', 'Опийный мак (растение)', 'Poppy plants'),
  morphine: of('opioid', 'kg', 'Morphine', 'Морфин', 'Morphine'),
  heroin: of('opioid', 'kg', 'Heroin', 'Героин', 'Heroin'),
  'opiates-nonspecified': of('opioid', 'kg', 'Opiates, non-specified', 'Опиаты, без уточнения'),
  codeine: of('opioid', 'tablet', 'Codeine', 'Кодеин', 'Codeine'),
  methadone: of('opioid', 'g', 'Methadone', 'Метадон', 'Methadone'),
  buprenorphine: of('opioid', 'tablet', 'Buprenorphine', 'Бупренорфин', 'Buprenorphine'),
  tramadol: of('opioid', 'tablet', 'Tramadol', 'Трамадол', 'Tramadol'),
  'fentanyl-type': of('opioid', 'g', 'Fentanyl and analogues', 'Фентанил и аналоги'),
  'nitazene-type': of('opioid', 'g', 'Nitazenes', 'Нитазены'),
  'opioid-nonspecified': of('opioid', 'g', 'Opioids, non-specified', 'Опиоиды, без уточнения'),
  'cannabis-resin': of(
    'cannabis-type',
    'kg',
    'Cannabis resin (hashish)',
    'Смола каннабиса (гашиш)',
    'Cannabis resin (hashish)',
  ),
  'cannabis-herb': of(
    'cannabis-type',
    'kg',
    'Cannabis herb (marijuana)',
    'Трава каннабиса (марихуана)',
    'Cannabis herb (marijuana)',
  ),
  'cannabis-plant': of('plant', 'plant', 'Cannabis plant', 'Растение каннабис', 'Cannabis plants'),
  'cannabis-seed': of('plant', 'seed', 'Cannabis seed', 'Семена каннабиса', 'Cannabis seeds'),
  'cannabis-oil': of('cannabis-type', 'kg', 'Cannabis oil', 'Масло каннабиса', 'Cannabis oil'),
  'cannabis-nonspecified': of(
    'cannabis-type',
    'kg',
    'Cannabis, non-specified',
    'Каннабис, без уточнения',
    'Non-specified cannabis-type (excluding synthetic cannabinoids)',
  ),
  'synthetic-cannabinoid': of('nps', 'g', 'Synthetic cannabinoids', 'Синтетические каннабиноиды'),
  'coca-leaf': of('plant', 'kg', 'Coca leaf', 'Лист коки', 'Coca leaf'),
  'coca-base': of('cocaine-type', 'kg', 'Coca paste or cocaine base', 'Паста коки или кокаин-основание'),
  basuco: of('cocaine-type', 'g', 'Basuco', 'Басуко'),
  'cocaine-hcl': of(
    'cocaine-type',
    'kg',
    'Cocaine hydrochloride',
    'Кокаина гидрохлорид',
    'Cocaine hydrochloride (HCl, powder cocaine)',
  ),
  'crack-cocaine': of('cocaine-type', 'g', 'Crack cocaine', 'Крэк-кокаин', 'Crack cocaine'),
  'cocaine-nonspecified': of(
    'cocaine-type',
    'kg',
    'Cocaine, non-specified',
    'Кокаин, без уточнения',
    'Non-specified cocaine-type',
  ),
  amphetamine: of('ats', 'kg', 'Amphetamine', 'Амфетамин', 'Amphetamine'),
  methamphetamine: of('ats', 'kg', 'Methamphetamine', 'Метамфетамин', 'Methamphetamine'),
  'ats-nonspecified': of(
    'ats',
    'kg',
    'Amphetamine-type stimulants, non-specified',
    'Стимуляторы амфетаминового ряда, без уточнения',
  ),
  mdma: of('ats', 'tablet', 'MDMA ("ecstasy")', 'МДМА («экстази»)', 'MDMA'),
  'ecstasy-nonspecified': of(
    'ats',
    'tablet',
    'Ecstasy-type substances, non-specified',
    'Вещества типа экстази, без уточнения',
    'Non-specified ecstasy-type substances',
  ),
  mephedrone: of('nps', 'g', 'Mephedrone', 'Мефедрон', 'Mephedrone (4-methylmethcathinone, 4-MMC)'),
  'alpha-pvp': of('nps', 'g', 'alpha-PVP', 'альфа-ПВП'),
  'cathinone-nonspecified': of(
    'nps',
    'g',
    'Synthetic cathinones, non-specified',
    'Синтетические катиноны, без уточнения',
    'Non-specified Synthetic cathinones',
  ),
  'synthetic-nonspecified': of(
    'unknown',
    'g',
    'Synthetic drugs, non-specified',
    'Синтетические наркотики, без уточнения',
  ),
  lsd: of('hallucinogen', 'blotter', 'LSD', 'ЛСД', 'LSD'),
  dmt: of('hallucinogen', 'g', 'DMT', 'ДМТ', 'Dimethyltryptamine (DMT)'),
  psilocybin: of(
    'hallucinogen',
    'g',
    'Psilocybin and psilocybin mushrooms',
    'Псилоцибин и содержащие его грибы',
    'Psilocybin',
  ),
  'hallucinogen-nonspecified': of(
    'hallucinogen',
    'unit',
    'Hallucinogens, non-specified',
    'Галлюциногены, без уточнения',
    'Non-specified hallucinogens',
  ),
  ketamine: of('nps', 'g', 'Ketamine', 'Кетамин', 'Ketamine'),
  'benzodiazepine-type': of('sedative', 'tablet', 'Benzodiazepines', 'Бензодиазепины', 'Benzodiazepines'),
  'sedative-nonspecified': of(
    'sedative',
    'tablet',
    'Sedatives, non-specified',
    'Седативные средства, без уточнения',
  ),
  ghb: of('sedative', 'mL', 'GHB and GBL', 'ГОМК и ГБЛ', 'GHB'),
  khat: of('plant', 'kg', 'Khat', 'Кат', 'Khat'),
  'acetic-anhydride': of(
    'precursor',
    'L',
    'Acetic anhydride',
    'Ангидрид уксусной кислоты',
    'Acetic anhydride',
  ),
  pseudoephedrine: of('precursor', 'kg', 'Pseudoephedrine', 'Псевдоэфедрин', 'Pseudoephedrine'),
  'precursor-nonspecified': of('precursor', 'kg', 'Precursors, non-specified', 'Прекурсоры, без уточнения'),
  'nps-other': of('nps', 'g', 'Other new psychoactive substances', 'Прочие НПВ', 'Other NPS'),
  other: of('unknown', 'unit', 'Other', 'Другое', 'Other-miscellaneous'),
  unknown: of('unknown', 'unit', 'Unknown', 'Не установлено'),
} as const satisfies Record<string, Substance>

export type SubstanceCode = keyof typeof substances
export const substance = z.enum(Object.keys(substances) as [SubstanceCode, ...SubstanceCode[]])
