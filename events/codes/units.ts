/** Units in which a seizure is counted or weighed, as reported (DOMAIN §5). */
import * as z from 'zod'

export const units = [
  'kg',
  'g',
  'mg',
  't',
  'L',
  'mL',
  'tablet',
  'capsule',
  'dose',
  'ampoule',
  'blotter',
  'plant',
  'seed',
  'package',
  'unit',
] as const
export type Unit = (typeof units)[number]
export const unit = z.enum(units)
