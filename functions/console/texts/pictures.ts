import { plural, texts } from '../language.ts'

/** Words in and under maps. */
export const picturesTexts = texts(
  {
    zoom: 'Zoom in|Zoom out|The whole map',
    kinds: {
      opioid: 'opioids',
      cannabis: 'cannabis',
      cocaine: 'cocaine',
      ats: 'amphetamine-type',
      nps: 'new psychoactive',
      precursor: 'precursors',
      other: 'other or unknown',
      mixed: 'several kinds',
    },
    suspected: 'suspected',
    area: 'seized in the country',
    dot: 'seizure at a reported place',
    described: (legs: number, areas: number, dots: number) =>
      `${plural('en', legs, { one: 'leg', other: 'legs' })}, ${plural('en', areas, { one: 'country', other: 'countries' })} with seizures, ${plural('en', dots, { one: 'place', other: 'places' })} of seizures. The table has the same.`,
    unplaced: (n: number) => `${plural('en', n, { one: 'leg', other: 'legs' })} not drawn: see the table`,
    unnamed: (n: number) => `${plural('en', n, { one: 'name', other: 'names' })} without room: see the table`,
    legsCaption: 'Legs on the map',
    areasCaption: 'Seized by country',
    dotsCaption: 'Seizures at reported places',
    leg: 'Leg',
    substances: 'Substances',
    status: 'Status',
    seized: 'Seized',
    country: 'Country',
    place: 'Seizure',
    active: 'active',
    asTable: 'The same as a table',
  },
  {
    zoom: 'Приблизить|Отдалить|Вся карта',
    kinds: {
      opioid: 'опиоиды',
      cannabis: 'каннабис',
      cocaine: 'кокаин',
      ats: 'амфетамины',
      nps: 'новые психоактивные',
      precursor: 'прекурсоры',
      other: 'прочее или неизвестно',
      mixed: 'несколько видов',
    },
    suspected: 'предполагается',
    area: 'изъято в стране',
    dot: 'изъятие в указанном месте',
    described: (legs: number, areas: number, dots: number) =>
      `Участков: ${legs}; стран с изъятиями: ${areas}; мест изъятий: ${dots}. То же — в таблице.`,
    unplaced: (n: number) =>
      `Не нанесено: ${plural('ru', n, { one: 'участок', few: 'участка', many: 'участков', other: 'участка' })}, см. таблицу`,
    unnamed: (n: number) =>
      `Без места: ${plural('ru', n, { one: 'название', few: 'названия', many: 'названий', other: 'названия' })}, см. таблицу`,
    legsCaption: 'Участки на карте',
    areasCaption: 'Изъято по странам',
    dotsCaption: 'Изъятия в указанных местах',
    leg: 'Участок',
    substances: 'Вещества',
    status: 'Статус',
    seized: 'Изъято',
    country: 'Страна',
    place: 'Изъятие',
    active: 'действует',
    asTable: 'То же в виде таблицы',
  },
)
