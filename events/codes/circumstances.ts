/** Where a seizure was made and what carried the consignment (DOMAIN §5). */
import * as z from 'zod'

export const siteKinds = [
  'airport',
  'seaport',
  'road',
  'railway',
  'land-border-crossing',
  'green-border',
  'post',
  'residence',
  'commercial-premises',
  'warehouse',
  'clandestine-laboratory',
  'cultivation-site',
  'territorial-waters',
  'international-waters',
  'detention-facility',
  'online-or-dead-drop',
  'other',
  'unknown',
] as const
export const siteKind = z.enum(siteKinds)

export const modes = [
  'aircraft',
  'vessel',
  'truck',
  'car-or-motorcycle',
  'train-or-bus',
  'post-or-parcel',
  'pedestrian',
  'animal',
  'drone',
  'not-in-transit',
  'other',
  'unknown',
] as const
export const mode = z.enum(modes)
