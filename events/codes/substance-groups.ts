/** The classes of substances (DOMAIN §6): officers often know only the class. */
import * as z from 'zod'

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
