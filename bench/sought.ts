/** What some users of every organization are called and nobody else: a search has as many hits in a small one as in a large one. */
export const soughtName = 'Quillon'
export const soughtUsers = 60
