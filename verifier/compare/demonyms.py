"""Which country a demonym belongs to, for names and figures that go by either."""

from __future__ import annotations

_PAIRS = """
afghan:afghanistan albanian:albania algerian:algeria american:america argentine:argentina
armenian:armenia australian:australia austrian:austria azerbaijani:azerbaijan bangladeshi:bangladesh
belgian:belgium bolivian:bolivia bosnian:bosnia brazilian:brazil british:britain bulgarian:bulgaria
burmese:burma cambodian:cambodia cameroonian:cameroon canadian:canada chilean:chile chinese:china
colombian:colombia congolese:congo croatian:croatia cuban:cuba cypriot:cyprus czech:czechia
danish:denmark dane:denmark dutch:netherlands ecuadorian:ecuador egyptian:egypt english:england
eritrean:eritrea estonian:estonia ethiopian:ethiopia filipino:philippines finnish:finland finn:finland
french:france gambian:gambia georgian:georgia german:germany ghanaian:ghana greek:greece
guatemalan:guatemala haitian:haiti honduran:honduras hungarian:hungary icelandic:iceland indian:india
indonesian:indonesia iranian:iran iraqi:iraq irish:ireland israeli:israel italian:italy jamaican:jamaica
japanese:japan jordanian:jordan kazakh:kazakhstan kenyan:kenya kuwaiti:kuwait kyrgyz:kyrgyzstan
laotian:laos latvian:latvia lebanese:lebanon liberian:liberia libyan:libya lithuanian:lithuania
malaysian:malaysia malian:mali maltese:malta mexican:mexico moldovan:moldova mongolian:mongolia
moroccan:morocco mozambican:mozambique namibian:namibia nepalese:nepal nepali:nepal nigerian:nigeria
norwegian:norway omani:oman pakistani:pakistan palestinian:palestine panamanian:panama
paraguayan:paraguay peruvian:peru polish:poland pole:poland portuguese:portugal qatari:qatar
romanian:romania russian:russia rwandan:rwanda saudi:arabia scottish:scotland senegalese:senegal
serbian:serbia serb:serbia singaporean:singapore slovak:slovakia slovenian:slovenia somali:somalia
spanish:spain spaniard:spain sudanese:sudan swedish:sweden swede:sweden swiss:switzerland syrian:syria
taiwanese:taiwan tajik:tajikistan tanzanian:tanzania thai:thailand tunisian:tunisia turkish:turkey
turk:turkey turkmen:turkmenistan ugandan:uganda ukrainian:ukraine uruguayan:uruguay uzbek:uzbekistan
venezuelan:venezuela vietnamese:vietnam welsh:wales yemeni:yemen zambian:zambia zimbabwean:zimbabwe
"""

COUNTRY_OF = dict(pair.split(":", 1) for pair in _PAIRS.split())
COUNTRY_OF |= {f"{d}s": c for d, c in COUNTRY_OF.items() if not d.endswith(("s", "ese", "ish"))}
COUNTRY_OF |= {"us": "america", "u.s": "america", "uk": "britain", "britons": "britain", "briton": "britain"}
