/** The operation has ended, or another worker has taken it up: whoever gets this writes nothing. */
export class Superseded extends Error {
  override readonly name = 'Superseded'
  constructor() {
    super('The operation has ended, or another worker has taken it up.')
  }
}

/** This worker is asked to stop: the operation is handed back between two steps. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  constructor() {
    super('The worker stops; the operation goes on elsewhere.')
  }
}
