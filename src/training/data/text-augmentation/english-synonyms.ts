/**
 * Common English words that may stand for each other in most sentences, a group a line: our own list, for sweep files that name
 * none. Forms go together (bought, purchased), words of many senses are left out.
 */
export const englishSynonyms = `
able, capable
accurate, precise, exact
additional, extra
afraid, scared, frightened
aid, assistance
allow, permit
allowed, permitted
almost, nearly
also, as well
always, at all times
amazing, astonishing, astounding
angry, furious, mad
annoy, irritate, bother
annoying, irritating
answer, reply, response
answers, replies, responses
anyway, anyhow
apparently, seemingly
approximately, roughly
area, region, zone
argue, quarrel
attempt, try
autumn, fall
awful, terrible, horrible, dreadful
baby, infant
bad, poor, lousy
beautiful, lovely, gorgeous
began, started
begin, start, commence
begins, starts
believe, think
big, large
bigger, larger
biggest, largest
bought, purchased
brave, courageous, bold
brief, short
build, construct
building, constructing
built, constructed
buy, purchase
buying, purchasing
calm, peaceful, tranquil
car, automobile, vehicle
careful, cautious
carefully, cautiously
cars, automobiles, vehicles
certain, sure
cheap, inexpensive, low-cost
cheaper, less expensive
cheapest, least expensive
child, kid
children, kids
choose, pick, select
chose, picked, selected
chosen, picked, selected
clever, smart, intelligent
coat, jacket
collect, gather
collected, gathered
comfortable, cosy
companies, businesses
company, business
complain, grumble
completely, entirely, totally
complicated, complex
confused, puzzled
constantly, continually, all the time
continue, go on, carry on
correct, accurate
countries, nations
country, nation
couple, pair
currently, at present
customer, client
customers, clients
damage, harm
dangerous, risky, hazardous
delay, postpone, put off
delayed, postponed, put off
delicious, tasty
demonstrate, show
difficult, tough
dinner, supper
dirty, filthy
disappear, vanish
discover, find
discovered, found
doctor, physician
during, in the course of
easily, without effort
easy, simple
employee, worker
employees, workers, staff
empty, vacant
enormous, huge, gigantic
enough, sufficient
entire, whole
error, mistake
errors, mistakes
especially, particularly, in particular
essential, necessary, vital
eventually, in the end
excellent, great, outstanding, superb
excited, thrilled
expensive, costly
explain, clarify
extremely, very, really
famous, well-known, renowned
fast, quick, rapid, speedy
faster, quicker
films, movies
finally, at last
fix, repair, mend
fixed, repaired, mended
fortunately, luckily
frequently, often
friend, pal, buddy
friends, pals, buddies
funny, amusing, humorous
garbage, rubbish, trash
gifts, presents
grateful, thankful
happen, occur
happened, occurred
happens, occurs
happy, glad, pleased
hate, detest, loathe
hated, detested, loathed
help, assist
helped, assisted
helpful, useful
hi, hello, hey
hide, conceal
holiday, vacation
hurry, rush
idea, thought, notion
ideas, thoughts, notions
ill, sick, unwell
immediately, at once, straight away, right away
important, significant
impossible, out of the question
improve, enhance
improved, enhanced
incorrect, wrong
increase, rise
incredible, unbelievable
inform, tell, notify
information, details, info
informed, told, notified
injured, hurt, wounded
inquire, ask
interesting, intriguing, fascinating
journey, trip
journeys, trips
kinds, sorts, types
lawyer, attorney
lazy, idle
lonely, alone
loud, noisy
love, adore
loved, adored
lucky, fortunate
maybe, perhaps, possibly
meeting, appointment
meetings, appointments
modern, contemporary, up to date
mom, mum, mother
mostly, mainly, largely
movie, film
near, close to
nearby, close by
now, at the moment, at present
obvious, clear, evident
obviously, clearly, evidently
occasionally, sometimes, now and then
okay, ok, all right
option, alternative
options, alternatives
parcel, package
people, folks
perfect, flawless, ideal
phone, telephone
phones, telephones
photo, picture, photograph
photos, pictures, photographs
polite, courteous
previous, prior
prices, costs
problem, issue, difficulty
problems, issues, difficulties
prohibit, forbid, ban
prohibited, forbidden, banned
provide, supply
provided, supplied
quickly, fast, rapidly, swiftly
quiet, silent
quietly, silently
rarely, seldom
reason, cause
reasons, causes
recently, lately
recommend, suggest, advise
recommended, suggested, advised
relax, unwind, take it easy
remain, stay
remove, delete, take away
removed, deleted, taken away
reservation, booking
reservations, bookings
rich, wealthy
road, street
roads, streets
rude, impolite
sad, unhappy
safe, secure
salary, wage
schedule, timetable
shout, yell, scream
show, display
shut, close
silly, foolish
similar, alike, comparable
slow, sluggish
small, tiny
sofa, couch
soon, shortly, before long
speak, talk
speaking, talking
spoke, talked
stop, halt, cease
stopped, halted, ceased
strange, odd, weird, peculiar
suddenly, all of a sudden
taxi, cab
taxis, cabs
thanks, thank you
therefore, thus
throw away, discard, get rid of
tired, exhausted, weary
truck, lorry
trucks, lorries
understand, comprehend
unfortunately, sadly, regrettably
upset, distressed
useless, worthless
usually, normally, generally
valuable, precious
various, several, different
want, wish, would like
weak, feeble
website, web page, site
wonderful, marvellous, fantastic
worried, anxious, concerned
yearly, annual
yes, yeah, yep
`;
