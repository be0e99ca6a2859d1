import type { Place } from './demo-people'

/** A group of the demonstration; `members` are the part of their addresses before the @. */
export type DemoGroup = { readonly place: Place; readonly name: string; readonly members: readonly string[] }

// Place; name; members.
const groups = `
External Aerodynamics; Wind tunnel crew; zeynep.yildiz lukas.dvorak bram.van.der.meer tane.ngata
External Aerodynamics; CFD; chinedu.okonkwo soren.kjaergaard rafael.monteiro vesna.kovacevic elif.kaya
External Aerodynamics; Report readers; leila.haddad ingibjorg.jonsdottir ines.carvalho
Structural Dynamics; Crash; akiko.watanabe mateo.fernandez giulia.benedetti nomvula.dlamini dmytro.shevchenko
Structural Dynamics; Fatigue; katarina.novakova marisol.quispe petros.papadakis thandiwe.moyo
Structural Dynamics; Licence holders; juergen.grossmann akiko.watanabe mateo.fernandez
Battery Systems; Cooling; jonas.lindqvist ananya.raghunathan kwame.boateng
Battery Systems; Cells and packs; ngoc.anh.tran hyejin.park meiling.chen arjun.nair
Default; Steering; ines.carvalho aoife.ni.bhriain akiko.watanabe
Default; Visitors;
`

export const demoGroups: readonly DemoGroup[] = groups
  .trim()
  .split('\n')
  .map((line) => {
    const [place = '', name = '', members = ''] = line.split(';').map((part) => part.trim())
    return { place: placeNamed(place), name, members: members.split(' ').filter((member) => member !== '') }
  })

function placeNamed(name: string): Place {
  const places: readonly Place[] = ['Default', 'External Aerodynamics', 'Structural Dynamics', 'Battery Systems']
  const found = places.find((place) => place === name)
  if (!found) throw new Error(`The demonstration has no workspace ${name}.`)
  return found
}

/** Who has been asked into a workspace and has not answered, with what they were called. */
export const demoInvitations: readonly {
  readonly place: Place
  readonly people: readonly (readonly [string, string])[]
}[] = [
  {
    place: 'External Aerodynamics',
    people: [['noor.bakker@corvane.example', 'Noor Bakker']],
  },
  { place: 'Battery Systems', people: [['paulo.reis@corvane.example', '']] },
]

/** An outside company: the way to its root folder, who answers for it, who is of it, and who has been asked. */
export const demoPartner = {
  place: 'External Aerodynamics',
  name: 'Tunnel Partners',
  root: ['Partners', 'Tunnel Partners'],
  level: 'full',
  responsible: 'tomasz.wisniewski',
  notes: 'Frame contract 2026-114, runs until December.\nResults are theirs to upload; orders are ours.',
  people: [
    ['henning.voss@tunnel-partners.example', 'Henning Voss'],
    ['marta.ruiz@tunnel-partners.example', 'Marta Ruiz'],
  ],
  invited: ['sofia.lindgren@tunnel-partners.example', 'Sofía Lindgren'],
} as const

/** Whose time ends, and after how many days; a visitor, whom both sides are warned of already. */
export const demoEnd = { place: 'Structural Dynamics', member: 'hyejin.park', days: 5 } as const

/** Who has left a workspace, and is a user of no other. */
export const demoLeaver = { place: 'Battery Systems', member: 'farida.rahimi' } as const
