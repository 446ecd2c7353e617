/** Somebody of the demo without a story. */
export type Neighbour = {
  readonly key: string
  readonly given: string
  readonly family: string
  readonly age: number
  /** The birthday, MM-DD. */
  readonly birthday: string
  /** The open day before the last on which the desk registered them; else they were on the old list. */
  readonly joined?: number
}

type Line = readonly [given: string, family: string, age: number, birthday: string, joined?: number]

const lines: readonly Line[] = [
  ['Beatrice', 'Lund', 71, '11-08'],
  ['Joseph', 'Tan', 48, '01-19'],
  ['Niamh', 'Kelly', 29, '05-05'],
  ['Edith', 'Cole', 83, '09-12'],
  ['Imran', 'Qureshi', 41, '03-03'],
  ['Samuel', 'Adeyemi', 36, '07-29'],
  ['Frances', 'Holloway', 67, '02-17'],
  ['Grace', 'Oduya', 24, '10-22', 4],
  ['Harold', 'Finch', 80, '04-14'],
  ['Margaret', 'Doyle', 74, '12-19'],
  ['Owen', 'Pritchard', 55, '08-08'],
  ['Tom', 'Ashworth', 46, '06-30'],
  ['Priscilla', 'Mwangi', 38, '01-05'],
  ['Declan', 'O’Rourke', 62, '03-27'],
  ['Mei-Ling', 'Chou', 51, '11-16'],
  ['Arjun', 'Patel', 34, '09-02'],
  ['Deepa', 'Nair', 43, '05-18'],
  ['Oksana', 'Hrytsenko', 40, '07-07'],
  ['Fatima', 'El Amrani', 28, '02-03'],
  ['Colin', 'Bagshaw', 69, '10-30'],
  ['Winifred', 'Tuck', 87, '06-04'],
  ['Stefan', 'Ionescu', 32, '12-28'],
  ['Zanele', 'Dube', 47, '04-21'],
  ['Rhys', 'Llewellyn', 59, '08-25'],
  ['Siobhán', 'Nolan', 35, '01-31', 33],
  ['Kwame', 'Boateng', 53, '11-27'],
  ['Yuki', 'Tanaka', 26, '03-20', 31],
  ['Alasdair', 'MacKay', 76, '05-30'],
  ['Leticia', 'Moreira', 45, '09-21', 29],
  ['Dorothy', 'Pim', 90, '07-14'],
  ['Hassan', 'Farah', 39, '02-22', 27],
  ['Ingrid', 'Solberg', 61, '10-11'],
  ['Caleb', 'Thorne', 22, '12-07', 25],
  ['Rosalind', 'Achebe', 57, '06-19'],
  ['Gwen', 'Parry', 66, '04-02'],
  ['Mateusz', 'Kowalczyk', 30, '08-17', 22],
  ['Noor', 'Jaffri', 25, '01-12', 19],
  ['Basil', 'Rowntree', 79, '11-04'],
  ['Thandiwe', 'Khumalo', 33, '03-09', 17],
  ['Elliot', 'Marsh', 42, '09-26'],
  ['Simone', 'Lefèvre', 50, '05-11', 13],
  ['Viktor', 'Petrov', 64, '07-23'],
  ['Anjali', 'Rao', 37, '02-08', 11],
  ['Gareth', 'Jopling', 49, '10-17'],
  ['Bridget', 'Fallon', 72, '12-12'],
  ['Luca', 'Ferraro', 31, '06-26', 8],
]

/** The key of a neighbour in the script: the name in lower case, as it is in mail addresses. */
function keyOf(given: string, family: string): string {
  const plain = `${given}.${family}`.normalize('NFKD').toLowerCase()
  return plain.replaceAll(/[^a-z.-]/g, '')
}

/** Everybody of the demo without a story, invented. */
export const neighbours: readonly Neighbour[] = lines.map(
  ([given, family, age, birthday, joined]) => ({
    key: keyOf(given, family),
    given,
    family,
    age,
    birthday,
    ...(joined === undefined ? {} : { joined }),
  }),
)
