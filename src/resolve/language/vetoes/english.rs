//! English: words that part two names.

use crate::resolve::language::vetoes::{Rivals, Vetoes};

pub(super) static ENGLISH: Vetoes = Vetoes {
    code: "en",
    negations: "\
not no never none without cannot dont wont nothing neither nor refusal rejection opposition",
    negating_prefixes: &[
        "un", "in", "im", "il", "ir", "non", "dis", "de", "mis", "anti", "a", "counter", "disin", "misin",
    ],
    opposites: "\
supervised=unsupervised always=never online=offline centralized=decentralized
centralization=decentralization global=local public=private import=export urban=rural short=long
high=low higher=lower big=small large=small hot=cold old=young older=younger male=female men=women
early=late open=closed buying=selling buyer=seller supply=demand legal=illegal active=passive
positive=negative optimism=pessimism expansion=contraction digital=analog virtual=physical
domestic=foreign trust=distrust employment=unemployment rich=poor wealth=poverty inflation=deflation
hiring=layoff entry=exit winner=loser strengthening=weakening upskilling=deskilling
regulation=deregulation attack=defense offensive=defensive winter=summer day=night east=west
eastern=western north=south northern=southern indoor=outdoor manual=automatic automated=manual
wired=wireless synthetic=natural artificial=natural renewable=fossil internal=external formal=informal
direct=indirect voluntary=mandatory voluntary=compulsory temporary=permanent hard=soft hardware=software
input=output front=back micro=macro left=right first=last before=after lender=borrower employer=employee
teacher=student producer=consumer doctor=patient landlord=tenant home=office inflow=outflow
immigration=emigration offshoring=reshoring onshore=offshore symmetric=asymmetric surplus=deficit
war=peace democracy=autocracy fixed=variable static=dynamic upstream=downstream maximum=minimum
strong=weak cheap=expensive safe=unsafe heating=cooling freezing=melting acceptance=rejection
support=opposition adoption=rejection adoption=abandonment transparent=opaque transparency=opacity
success=failure opening=closing opening=closure inclusion=exclusion encryption=decryption
privatization=nationalization upload=download creation=destruction simple=complex slow=fast light=heavy
upper=lower full=empty gain=loss mindless=intentional mindless=mindful",
    rises: "\
growing growth increased increase increasing rise rising surge expansion expanding escalation escalating
boom acceleration accelerated heightened soaring mounting gain",
    declines: "\
decline declining decrease decreasing fall falling reduction reduced loss erosion drop lack absence
shortage scarcity insufficient inadequate missing limited weak weakening collapse end withdrawal retreat
shrinking fading diminishing dwindling abandonment failure deficit slowdown downturn waning death
disappearance removal cut ban phaseout crash recession exodus displacement",
    rivals: &[
        (
            Rivals::Color,
            "\
red green blue yellow purple=violet brown pink white black=dark gray turquoise",
        ),
        (
            Rivals::Order,
            "\
first=primary second=secondary third=tertiary fourth fifth sixth seventh eighth ninth tenth",
        ),
        (
            Rivals::Unit,
            "\
million billion trillion quadrillion
nanogram microgram milligram gram kilogram ton=tonne
nanometer micrometer millimeter centimeter kilometer mile
watt kilowatt megawatt gigawatt terawatt kilobyte megabyte gigabyte terabyte petabyte exabyte
minute hour=hourly day=daily week=weekly month=monthly year=yearly=annual decade century",
        ),
        (
            Rivals::Time,
            "\
january february april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter",
        ),
        (
            Rivals::Place,
            "\
us=america=american canada=canadian mexico=mexican cuba=cuban haiti=haitian brazil=brazilian
argentina=argentine=argentinian chile=chilean peru=peruvian colombia=colombian venezuela=venezuelan
ecuador=ecuadorian bolivia=bolivian uruguay=uruguayan paraguay=paraguayan
eu=europe=european uk=britain=british england scotland=scottish wales=welsh ireland=irish france=french
germany=german italy=italian spain=spanish portugal=portuguese netherlands=dutch belgium=belgian
luxembourg switzerland=swiss austria=austrian sweden=swedish norway=norwegian denmark=danish
finland=finnish iceland=icelandic poland=polish czechia=czech slovakia=slovak hungary=hungarian
romania=romanian bulgaria=bulgarian greece=greek serbia=serbian croatia=croatian slovenia=slovenian
estonia=estonian latvia=latvian lithuania=lithuanian ukraine=ukrainian russia=russian belarus=belarusian
turkey=turkish israel=israeli palestine=palestinian gaza lebanon=lebanese syria=syrian iraq=iraqi
iran=iranian saudi yemen=yemeni qatar=qatari kuwait=kuwaiti uae=emirati
africa=african egypt=egyptian libya=libyan tunisia=tunisian algeria=algerian morocco=moroccan
sudan=sudanese ethiopia=ethiopian kenya=kenyan uganda=ugandan tanzania=tanzanian rwanda=rwandan
nigeria=nigerian ghana=ghanaian senegal=senegalese somalia=somali congo=congolese angola=angolan
zambia=zambian zimbabwe=zimbabwean namibia=namibian botswana mozambique madagascar malawi cameroon
asia=asian china=chinese japan=japanese korea=korean taiwan=taiwanese mongolia=mongolian india=indian
pakistan=pakistani bangladesh=bangladeshi nepal=nepali lanka=lankan myanmar=burmese afghanistan=afghan
kazakhstan=kazakh uzbekistan=uzbek armenia=armenian azerbaijan=azerbaijani
thailand=thai vietnam=vietnamese cambodia=cambodian laos malaysia=malaysian singapore=singaporean
indonesia=indonesian philippines=philippine=filipino
australia=australian zealand antarctica=antarctic arctic
alaska alabama arizona arkansas california=californian colorado connecticut delaware florida georgia
hawaii idaho illinois indiana iowa kansas kentucky louisiana maryland massachusetts michigan minnesota
mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah
vermont virginia wisconsin wyoming
london paris berlin madrid barcelona rome milan amsterdam vienna zurich geneva copenhagen oslo stockholm
helsinki warsaw prague budapest athens lisbon dublin istanbul dubai tokyo osaka seoul shanghai shenzhen
delhi mumbai bengaluru=bangalore sydney melbourne toronto vancouver montreal chicago boston seattle
houston dallas denver atlanta miami detroit philadelphia lagos nairobi cairo johannesburg",
        ),
        (
            Rivals::Substance,
            "\
hydrogen helium lithium sodium potassium magnesium calcium aluminum silicon boron nitrogen oxygen
phosphorus sulfur chlorine fluorine arsenic cadmium gallium germanium indium neodymium
iron steel copper nickel cobalt zinc gold silver platinum palladium titanium tungsten manganese uranium
thorium plutonium carbon methane methanol ethanol ammonia graphene graphite
glass plastic paper wood=wooden=timber bamboo concrete cement leather wool cotton silk rubber ceramic
diamond sand salt
coal gas oil=petroleum gasoline=petrol diesel kerosene biofuel biomass solar=photovoltaic wind
nuclear=fission fusion geothermal tidal hydropower=hydroelectric
wheat rice corn=maize soy=soybean barley oat potato tomato banana grape coffee tea cocoa=chocolate sugar
milk=dairy beef pork chicken=poultry fish=seafood egg honey bread cheese wine beer salmon shrimp algae
mushroom",
        ),
        (
            Rivals::Currency,
            "\
dollar euro pound yen yuan=renminbi rupee ruble=rouble franc peso lira krona bitcoin ether=ethereum",
        ),
        (
            Rivals::Firm,
            "\
apple google=alphabet microsoft amazon facebook=meta twitter tesla nvidia intel amd samsung huawei
openai anthropic deepmind netflix spotify uber lyft airbnb tiktok=bytedance youtube instagram whatsapp
linkedin snapchat reddit ibm oracle salesforce adobe alibaba tencent baidu xiaomi sony nintendo boeing
airbus spacex toyota volkswagen ford bmw mercedes hyundai honda walmart disney chatgpt claude gemini
copilot midjourney llama qualcomm tsmc asml paypal visa mastercard",
        ),
        (
            Rivals::Field,
            "\
education=educational health=healthcare=medicine=medical agriculture=agricultural=farming
finance=financial=banking retail manufacturing transportation=transport tourism construction
journalism military=defense law=legal music=musical film=cinema fashion gaming sport insurance
advertising=marketing politics=political science=scientific energy housing policing hiring=recruitment
art=artistic literature=literary",
        ),
        (
            Rivals::Living,
            "\
heart=cardiac lung=pulmonary kidney=renal liver=hepatic brain skin blood bone eye ear
cancer diabetes=diabetic alzheimer parkinson malaria tuberculosis hiv influenza=flu covid=coronavirus
measles cholera dengue ebola obesity asthma autism
dog=canine cat=feline horse cow=cattle pig=swine sheep mouse rat bee ant butterfly mosquito bird whale
dolphin shark elephant wolf spider snake monkey bat frog",
        ),
        (
            Rivals::People,
            "\
child=kid teenager=adolescent adult elderly=senior student=pupil teacher patient
worker=employee=staff consumer=customer voter farmer artist musician writer=author lawyer doctor=physician
nurse journalist scientist=researcher engineer developer=programmer investor tenant landlord refugee
migrant=immigrant veteran prisoner parent woman man",
        ),
        (
            Rivals::Vehicle,
            "\
car=automobile truck bus train plane=airplane=aircraft ship boat bicycle=bike scooter drone
helicopter satellite rocket submarine",
        ),
        (
            Rivals::Hazard,
            "\
flood=flooding drought wildfire hurricane=typhoon earthquake heatwave tsunami landslide tornado",
        ),
    ],
};
