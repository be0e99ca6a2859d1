/** Where somebody of the demonstration is a user. */
export type Place = 'Default' | 'External Aerodynamics' | 'Structural Dynamics' | 'Battery Systems'

/** Somebody of the demonstration. `places` in the order of their invitations: the first is the sign-in workspace. */
export type DemoPerson = {
  readonly name: string
  readonly email: string
  readonly places: readonly Place[]
  readonly administers: readonly Place[]
  readonly isOrganizationAdmin: boolean
}

// Name, address, places; a star marks a place they administer.
const table = `
Inês Carvalho, ines.carvalho, Default* Aero Structures
Tomasz Wiśniewski, tomasz.wisniewski, Aero*
Leila Haddad, leila.haddad, Structures Aero Battery
Jonas Lindqvist, jonas.lindqvist, Battery
Akiko Watanabe, akiko.watanabe, Structures* Default
Chinedu Okonkwo, chinedu.okonkwo, Aero
Søren Kjærgaard, soren.kjaergaard, Aero Structures
Ananya Raghunathan, ananya.raghunathan, Battery Default
Mateo Fernández, mateo.fernandez, Structures
Ngọc Anh Trần, ngoc.anh.tran, Battery
Zeynep Yıldız, zeynep.yildiz, Aero*
Oluwaseun Adebayo, oluwaseun.adebayo, Default
Giulia Benedetti, giulia.benedetti, Structures
Lukáš Dvořák, lukas.dvorak, Aero
Hye-jin Park, hyejin.park, Battery Structures
Émile Fontaine, emile.fontaine, Default
Nomvula Dlamini, nomvula.dlamini, Structures
Bram van der Meer, bram.van.der.meer, Aero
Yusuf Al-Khatib, yusuf.alkhatib, Battery
Katarína Nováková, katarina.novakova, Structures
Rafael Monteiro, rafael.monteiro, Aero
Aoife Ní Bhriain, aoife.ni.bhriain, Default*
Dmytro Shevchenko, dmytro.shevchenko, Structures
Siti Nurhaliza Rahman, siti.rahman, Battery
Henrik Østergård, henrik.ostergard, Aero
Marisol Quispe, marisol.quispe, Structures
Kwame Boateng, kwame.boateng, Default Battery
Elif Kaya, elif.kaya, Aero
Jürgen Großmann, juergen.grossmann, Structures*
Mei-Ling Chen, meiling.chen, Battery
Tāne Ngata, tane.ngata, Aero
Ștefan Ionescu, stefan.ionescu, Structures
Farida Rahimi, farida.rahimi, Battery
Callum MacLeod, callum.macleod, Default
Vesna Kovačević, vesna.kovacevic, Aero
Thandiwe Moyo, thandiwe.moyo, Structures
Arjun Nair, arjun.nair, Battery
Ingibjörg Jónsdóttir, ingibjorg.jonsdottir, Aero Battery Default
Petros Papadakis, petros.papadakis, Structures
Camille Tremblay, camille.tremblay, Default
`

const placeOf: Readonly<Record<string, Place>> = {
  Default: 'Default',
  Aero: 'External Aerodynamics',
  Structures: 'Structural Dynamics',
  Battery: 'Battery Systems',
}

function readLine(line: string, index: number): DemoPerson {
  const [name = '', local = '', words = ''] = line.split(', ')
  const read = (list: readonly string[]) => list.flatMap((word) => placeOf[word.replace('*', '')] ?? [])
  const all = words.split(' ')
  return {
    name,
    email: `${local}@corvane.example`,
    places: read(all),
    administers: read(all.filter((word) => word.endsWith('*'))),
    isOrganizationAdmin: index === 0,
  }
}

/** Forty people, the first of them the Organization Admin. */
export const demoPeople: readonly DemoPerson[] = table.trim().split('\n').map(readLine)
