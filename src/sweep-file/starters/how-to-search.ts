/** What a starter says of the search itself, which it leaves to the defaults. */
export const howToSearch = `# How parameters are chosen and which trials end early is left to \`auto\`: it looks at the space, the budget and the epochs, and
# says what it takes. \`hypersweep methods\` lists what else there is, such as
#   method: tpe
#   early_terminate: { type: asha, min_iter: 1, eta: 3 }
# Where \`method\` names another one, trials end early only if \`early_terminate\` stands beside it.`;
