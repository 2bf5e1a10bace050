/** What parts of times and places are called, where a correction tells only some of them. */
import { texts } from '../language.ts'

/** Apart from the other fields, among which `from` and `to` are places. */
export const timeFields = texts(
  { from: 'From', to: 'Until', precision: 'Precision', approximate: 'Approximate' },
  { from: 'С', to: 'По', precision: 'Точность', approximate: 'Приблизительно' },
)

export const placeFields = texts(
  {
    region: 'Region',
    adminRegion: 'Administrative region',
    locality: 'Locality',
    unlocode: 'UN/LOCODE',
    point: 'Point',
    lon: 'Longitude',
    lat: 'Latitude',
    precision: 'Precision',
  },
  {
    region: 'Регион',
    adminRegion: 'Административный район',
    locality: 'Населённый пункт',
    unlocode: 'Код UN/LOCODE',
    point: 'Точка',
    lon: 'Долгота',
    lat: 'Широта',
    precision: 'Точность',
  },
)
