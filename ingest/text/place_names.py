"""What English and Vietnamese call differently: countries and their people, cities, bodies, eras and stars.

One name a line: name | English forms | Vietnamese forms.
"""

from __future__ import annotations

NAMES = """
usa | us, u.s, u.s., usa, u.s.a, united states, united states of america, america, american, americans, states | mỹ, hoa kỳ, hợp chủng quốc hoa kỳ
uk | uk, u.k, u.k., britain, british, briton, britons, united kingdom, great britain | anh, vương quốc anh, anh quốc
china | china, chinese, prc | trung quốc, trung hoa, tq, tiếng trung
japan | japan, japanese | nhật bản, nhật
south korea | south korea, south korean, south koreans, korea, korean, koreans | hàn quốc, hàn
north korea | north korea, north korean, north koreans, dprk | triều tiên, bắc hàn, cộng hòa dân chủ nhân dân triều tiên
russia | russia, russian, russians, kremlin | nga, liên bang nga, điện kremlin
germany | germany, german, germans | đức
france | france, french | pháp
italy | italy, italian, italians | ý, italia, italy
spain | spain, spanish, spaniards | tây ban nha
portugal | portugal, portuguese | bồ đào nha
netherlands | netherlands, dutch, holland | hà lan
switzerland | switzerland, swiss | thụy sĩ, thuỵ sĩ
sweden | sweden, swedish | thụy điển, thuỵ điển
norway | norway, norwegian | na uy
denmark | denmark, danish | đan mạch
finland | finland, finnish | phần lan
poland | poland, polish | ba lan
austria | austria, austrian | áo
belgium | belgium, belgian | bỉ
greece | greece, greek | hy lạp
turkey | turkey, turkish, türkiye, turks | thổ nhĩ kỳ
ukraine | ukraine, ukrainian, ukrainians | ukraine, ucraina
india | india, indian, indians | ấn độ, ấn
australia | australia, australian, australians | úc, australia, australian
vietnam | vietnam, vietnamese, viet nam | việt nam, vn, việt
thailand | thailand, thai, thais | thái lan, thái
laos | laos, lao, laotian | lào
cambodia | cambodia, cambodian | campuchia
myanmar | myanmar, burma, burmese | myanmar
philippines | philippines, philippine, filipino, filipinos | philippines, philippine
indonesia | indonesia, indonesian | indonesia
malaysia | malaysia, malaysian | malaysia
singapore | singapore, singaporean | singapore
taiwan | taiwan, taiwanese | đài loan
hong kong | hong kong | hong kong, hồng kông
mongolia | mongolia, mongolian | mông cổ
egypt | egypt, egyptian, egyptians | ai cập
israel | israel, israeli, israelis | israel
palestine | palestine, palestinian, palestinians | palestine
iran | iran, iranian, iranians | iran
iraq | iraq, iraqi | iraq, iraq
syria | syria, syrian, syrians | syria
saudi arabia | saudi arabia, saudi | ả rập xê út, arab saudi, ả-rập xê-út
south africa | south africa, south african | nam phi
brazil | brazil, brazilian | brazil, brasil
argentina | argentina, argentine, argentinian | argentina
mexico | mexico, mexican | mexico, mexico
canada | canada, canadian, canadians | canada
cuba | cuba, cuban | cuba
europe | europe, european, europeans | châu âu, âu châu
asia | asia, asian | châu á
africa | africa, african | châu phi
latin america | latin america, latin american | mỹ latinh, mỹ la tinh
middle east | middle east, middle eastern | trung đông
southeast asia | southeast asia, southeast asian | đông nam á
north macedonia | north macedonia | bắc macedonia
european union | eu, e.u, european union | liên minh châu âu, eu
united nations | un, u.n, u.n., united nations | liên hợp quốc, liên hiệp quốc, lhq
nato | nato | nato
interpol | interpol, international criminal police organization | interpol, tổ chức cảnh sát hình sự quốc tế
who | who, world health organization, world health organisation | who, tổ chức y tế thế giới
world bank | world bank | ngân hàng thế giới, wb
white house | white house | nhà trắng
pentagon | pentagon | lầu năm góc
hanoi | hanoi, ha noi | hà nội
ho chi minh city | ho chi minh city, saigon, hcmc | tp hcm, tp.hcm, tphcm, tp hồ chí minh, tp. hồ chí minh, thành phố hồ chí minh, sài gòn
south china sea | south china sea, east sea | biển đông
gaza | gaza, gaza strip | dải gaza, gaza
covid | covid-19, covid, coronavirus | covid-19, covid, ncov
christmas | christmas | giáng sinh, noel
communist party | communist party | đảng cộng sản
national assembly | national assembly, congress, parliament | quốc hội
england | england, english, englishman | anh, england
scotland | scotland, scottish, scots, scot | scotland, xcốt-len
wales | wales, welsh | xứ wales, wales
ireland | ireland, irish | ireland, ailen, ai-len
northern ireland | northern ireland | bắc ireland
iceland | iceland, icelandic | iceland
hungary | hungary, hungarian, hungarians | hungary, hung-ga-ri
romania | romania, romanian, romanians | romania, rumani
bulgaria | bulgaria, bulgarian | bulgaria, bun-ga-ri
serbia | serbia, serbian, serbs | serbia, xéc-bi-a
croatia | croatia, croatian | croatia
slovakia | slovakia, slovak | slovakia
slovenia | slovenia, slovenian | slovenia
czech republic | czech republic, czechia, czech | cộng hòa séc, séc, czech
belarus | belarus, belarusian | belarus
lithuania | lithuania, lithuanian | lithuania, litva
latvia | latvia, latvian | latvia
estonia | estonia, estonian | estonia
georgia | georgia, georgian, georgians | georgia, gruzia
armenia | armenia, armenian | armenia
azerbaijan | azerbaijan, azerbaijani | azerbaijan
kazakhstan | kazakhstan, kazakh | kazakhstan
uzbekistan | uzbekistan, uzbek | uzbekistan
afghanistan | afghanistan, afghan, afghans | afghanistan
pakistan | pakistan, pakistani, pakistanis | pakistan
bangladesh | bangladesh, bangladeshi | bangladesh
sri lanka | sri lanka, sri lankan | sri lanka
nepal | nepal, nepali, nepalese | nepal
lebanon | lebanon, lebanese | lebanon, li-băng, liban
jordan | jordan, jordanian | jordan
yemen | yemen, yemeni | yemen
qatar | qatar, qatari | qatar
kuwait | kuwait, kuwaiti | kuwait
emirates | united arab emirates, uae, emirati | các tiểu vương quốc ả rập thống nhất, uae
morocco | morocco, moroccan | morocco, ma-rốc, maroc
algeria | algeria, algerian | algeria
tunisia | tunisia, tunisian | tunisia
libya | libya, libyan | libya
sudan | sudan, sudanese | sudan
ethiopia | ethiopia, ethiopian | ethiopia
kenya | kenya, kenyan, kenyans | kenya
nigeria | nigeria, nigerian, nigerians | nigeria
congo | congo, congolese | congo, công-gô
peru | peru, peruvian | peru
chile | chile, chilean | chile
colombia | colombia, colombian, colombians | colombia
venezuela | venezuela, venezuelan, venezuelans | venezuela
new zealand | new zealand, new zealander, new zealanders, kiwi | new zealand
persia | persia, persian, persians | ba tư
rome | rome, roman, romans | la mã, rome, roma
greece and rome | greco-roman | hy lạp - la mã
mongol empire | mongol, mongols | mông cổ
soviet union | soviet union, soviet, ussr | liên xô, xô viết
paris | paris, parisian | paris
london | london, londoner, londoners | london, luân đôn
moscow | moscow | moscow, moskva, mát-xcơ-va
beijing | beijing, peking | bắc kinh
tokyo | tokyo | tokyo
seoul | seoul | seoul
pyongyang | pyongyang | bình nhưỡng
berlin | berlin | berlin
kyiv | kyiv, kiev | kiev, kyiv
new delhi | new delhi | new delhi
tehran | tehran | tehran
bangkok | bangkok | bangkok, băng cốc
washington | washington, washington d.c., washington, d.c. | washington
shanghai | shanghai | thượng hải
guangdong | guangdong, canton | quảng đông
guangzhou | guangzhou | quảng châu
shenzhen | shenzhen | thâm quyến
wuhan | wuhan | vũ hán
tibet | tibet, tibetan, tibetans | tây tạng
xinjiang | xinjiang | tân cương
macau | macau, macao | macau, ma cao
da nang | da nang | đà nẵng
hue | hue | huế
can tho | can tho | cần thơ
hai phong | hai phong, haiphong | hải phòng
mekong delta | mekong delta | đồng bằng sông cửu long, đbscl
red sea | red sea | biển đỏ
black sea | black sea | biển đen
mediterranean | mediterranean, mediterranean sea | địa trung hải
pacific | pacific, pacific ocean | thái bình dương
atlantic | atlantic, atlantic ocean | đại tây dương
indian ocean | indian ocean | ấn độ dương
arctic | arctic | bắc cực
antarctica | antarctica, antarctic | nam cực
west bank | west bank | bờ tây
north america | north america, north american | bắc mỹ
south america | south america, south american | nam mỹ
caribbean | caribbean | caribe, ca-ri-bê
red cross | red cross | hội chữ thập đỏ, chữ thập đỏ
red army | red army | hồng quân
world trade organization | wto, world trade organization | wto, tổ chức thương mại thế giới
monetary fund | imf, international monetary fund | imf, quỹ tiền tệ quốc tế
asian development bank | adb, asian development bank | adb, ngân hàng phát triển châu á
world cup | world cup | world cup, giải vô địch bóng đá thế giới
olympics | olympic, olympics, olympic games | olympic, thế vận hội
nobel | nobel | nobel
oscar | oscar, oscars, academy award, academy awards | oscar, giải oscar, giải thưởng viện hàn lâm
golden globe | golden globe, golden globes | quả cầu vàng
ballon d'or | ballon d'or | quả bóng vàng, ballon d'or
federal reserve | federal reserve, fed | cục dự trữ liên bang, fed
supreme court | supreme court | tòa án tối cao, toà án tối cao, tòa tối cao, tối cao pháp viện
senate | senate | thượng viện
house of representatives | house of representatives, house | hạ viện
congress | congress, u.s. congress | quốc hội mỹ
security council | security council | hội đồng bảo an
general assembly | general assembly | đại hội đồng
european commission | european commission | ủy ban châu âu
european parliament | european parliament | nghị viện châu âu
ministry of foreign affairs | ministry of foreign affairs, foreign ministry, foreign affairs ministry, state department | bộ ngoại giao
ministry of defence | ministry of defence, ministry of defense, ministry of national defence, defence ministry, defense ministry, department of defense, defense department | bộ quốc phòng
ministry of finance | ministry of finance, finance ministry, treasury, treasury department | bộ tài chính
ministry of health | ministry of health, health ministry, department of health | bộ y tế
ministry of education | ministry of education, ministry of education and training, education ministry, department of education | bộ giáo dục, bộ giáo dục và đào tạo, bộ giáo dục đào tạo, bộ gd-đt, bộ gd&đt
ministry of justice | ministry of justice, justice ministry, department of justice, justice department | bộ tư pháp
ministry of transport | ministry of transport, transport ministry, ministry of transportation, department of transportation | bộ giao thông vận tải, bộ giao thông, bộ gtvt
ministry of public security | ministry of public security, public security ministry, ministry of the interior, interior ministry | bộ công an, bộ nội vụ
ministry of industry and trade | ministry of industry and trade, trade ministry | bộ công thương
ministry of agriculture | ministry of agriculture, agriculture ministry, department of agriculture | bộ nông nghiệp
ministry of environment | ministry of environment, environment ministry, ministry of natural resources and environment | bộ tài nguyên và môi trường, bộ tài nguyên môi trường, bộ tn&mt, bộ môi trường
ministry of construction | ministry of construction, construction ministry | bộ xây dựng
ministry of information | ministry of information and communications, information ministry | bộ thông tin và truyền thông, bộ thông tin truyền thông, bộ tt&tt
ministry of labour | ministry of labour, ministry of labor, labour ministry, labor department | bộ lao động
ministry of planning and investment | ministry of planning and investment | bộ kế hoạch và đầu tư, bộ kế hoạch đầu tư, bộ kh&đt, bộ kh-đt
state bank | state bank of vietnam | ngân hàng nhà nước
homeland security | homeland security, department of homeland security | bộ an ninh nội địa
democratic party | democratic party, democrats | đảng dân chủ
republican party | republican party, republicans, gop | đảng cộng hòa, đảng cộng hoà
lunar new year | lunar new year, tet | tết nguyên đán, tết
new year | new year, new year's eve | năm mới, giao thừa
christmas eve | christmas eve | đêm giáng sinh
world war i | world war i, first world war | thế chiến i, chiến tranh thế giới thứ nhất
world war ii | world war ii, second world war | thế chiến ii, chiến tranh thế giới thứ hai
cold war | cold war | chiến tranh lạnh
middle ages | middle ages | trung cổ
renaissance | renaissance | phục hưng
industrial revolution | industrial revolution | cách mạng công nghiệp
bible | bible | kinh thánh
quran | quran, koran | kinh koran, kinh coran, qur'an
holy roman empire | holy roman empire | đế quốc la mã thần thánh, thánh chế la mã
ottoman empire | ottoman, ottoman empire | đế quốc ottoman, ottoman
church of england | church of england | giáo hội anh
catholic church | catholic church | giáo hội công giáo
mars | mars | sao hỏa, sao hoả
jupiter | jupiter | sao mộc
venus | venus | sao kim
saturn | saturn | sao thổ
space station | international space station, iss | trạm vũ trụ quốc tế, iss
"""
