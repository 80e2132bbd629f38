"""What news counts and what happens to it, in English and Vietnamese: the data of the lexicon.

One entry a line: concept | class | English forms | Vietnamese forms. A noun's English plural and a verb's
endings are formed by rule unless given after a slash. Classes: ``person`` (the concept ``person`` stands for any
of them), ``thing``, ``act`` (a verb, or a noun that names one), ``rise`` and ``fall`` (directions of change).
"""

from __future__ import annotations

NOUNS = """
person | person | person/people, individual, human, man and woman | người, cá nhân, con người, nhân khẩu, người dân, dân
victim | person | victim, trafficking victim | nạn nhân
suspect | person | suspect, offender, perpetrator, accused, alleged offender | nghi phạm, nghi can, đối tượng, bị can, kẻ tình nghi, đối tượng tình nghi, người bị tình nghi
defendant | person | defendant | bị cáo
criminal | person | criminal, gang member, trafficker, smuggler | tội phạm, kẻ buôn người, tên tội phạm
migrant | person | migrant, immigrant, asylum seeker | người di cư, di dân, người nhập cư, người xin tị nạn
refugee | person | refugee | người tị nạn, dân tị nạn
child | person | child/children, kid, minor, infant, baby/babies, toddler | trẻ em, trẻ, em nhỏ, em bé, đứa trẻ, trẻ nhỏ, cháu bé, trẻ vị thành niên, bé
adult | person | adult, grown-up | người lớn, người trưởng thành
woman | person | woman/women, female | phụ nữ, người phụ nữ, nữ
man | person | man/men, male | đàn ông, người đàn ông, nam giới, nam
girl | person | girl | bé gái, cô gái, nữ sinh
boy | person | boy | bé trai, nam sinh
police | person | police, police officer, officer, cop | cảnh sát, công an, cán bộ công an, sĩ quan cảnh sát, cảnh sát viên
soldier | person | soldier, troop, service member, serviceman/servicemen, serviceperson, infantryman/infantrymen | binh sĩ, lính, quân nhân, quân, chiến sĩ, binh lính, bộ đội
militant | person | militant, insurgent, fighter, gunman/gunmen, terrorist, rebel | phiến quân, tay súng, chiến binh, kẻ khủng bố, phần tử khủng bố, quân nổi dậy
firefighter | person | firefighter | lính cứu hỏa, lính cứu hoả, chiến sĩ cứu hỏa
rescuer | person | rescuer, rescue worker | cứu hộ, nhân viên cứu hộ
hostage | person | hostage, captive | con tin
prisoner | person | prisoner, inmate, detainee | tù nhân, phạm nhân, người bị giam, tù binh
student | person | student, pupil, schoolchild/schoolchildren, undergraduate | học sinh, sinh viên, em học sinh, học viên, tân sinh viên, nghiên cứu sinh
candidate | person | candidate, applicant, contestant, examinee | thí sinh, ứng viên, ứng cử viên
teacher | person | teacher, lecturer, professor | giáo viên, giảng viên, thầy cô, nhà giáo, giáo sư
doctor | person | doctor, physician | bác sĩ
nurse | person | nurse, health worker, medic | y tá, điều dưỡng, nhân viên y tế
patient | person | patient | bệnh nhân, người bệnh, ca bệnh nhân
passenger | person | passenger, traveler, traveller | hành khách, khách
tourist | person | tourist, visitor | du khách, khách du lịch, lượt khách, khách quốc tế
voter | person | voter | cử tri
worker | person | worker, employee, staff, staffer, laborer, labourer, staff member | công nhân, lao động, người lao động, nhân viên, nhân sự, cán bộ, công nhân viên
farmer | person | farmer | nông dân
fisher | person | fisherman/fishermen, fisher | ngư dân
journalist | person | journalist, reporter | nhà báo, phóng viên
resident | person | resident, inhabitant, villager | cư dân, dân làng, người dân
citizen | person | citizen, national, civilian | công dân, dân thường, thường dân
foreigner | person | foreigner, foreign national | người nước ngoài
official | person | official, diplomat | quan chức, nhà ngoại giao
delegate | person | delegate | đại biểu, đại diện
lawmaker | person | lawmaker, legislator, senator, deputy/deputies, member of parliament, representative | nghị sĩ, thượng nghị sĩ, hạ nghị sĩ
protester | person | protester, demonstrator | người biểu tình
athlete | person | athlete | vận động viên, vđv
player | person | player, footballer | cầu thủ, người chơi, tuyển thủ
driver | person | driver, motorist | tài xế, lái xe
pilot | person | pilot | phi công
crew | person | crew member, sailor, crew | thủy thủ, thuyền viên, thành viên phi hành đoàn
astronaut | person | astronaut | phi hành gia
customer | person | customer, client, consumer, buyer | khách hàng, người tiêu dùng, người mua
user | person | user, subscriber, follower | người dùng, thuê bao, người theo dõi
spectator | person | spectator, viewer, fan, attendee | khán giả, người hâm mộ, cổ động viên, người xem
member | person | member | thành viên, hội viên, đảng viên, đoàn viên
expert | person | expert, scientist, researcher, engineer | chuyên gia, nhà khoa học, nhà nghiên cứu, kỹ sư
volunteer | person | volunteer | tình nguyện viên
actor | person | actor, actress/actresses, singer, artist | diễn viên, ca sĩ, nghệ sĩ
leader | person | leader, president, minister | lãnh đạo, nguyên thủ, bộ trưởng
couple | thing | couple | cặp đôi, cặp vợ chồng
body | person | body/bodies, corpse | thi thể, tử thi, xác
death | person | death, fatality/fatalities, dead/dead, death toll | ca tử vong, người chết, trường hợp tử vong, người tử vong, người thiệt mạng
injury | person | injury/injuries, casualty/casualties, wounded/wounded, injured/injured | người bị thương, thương vong, ca chấn thương
infection | thing | case, infection, coronavirus case | ca, ca nhiễm, ca mắc, ca bệnh, trường hợp, trường hợp nhiễm
country | thing | country/countries, nation, state party | quốc gia, nước, đất nước
territory | thing | territory/territories | vùng lãnh thổ
province | thing | province | tỉnh, tỉnh thành
city | thing | city/cities, town, municipality/municipalities | thành phố, đô thị, thị xã, thị trấn
district | thing | district, county/counties | quận, huyện, quận huyện
ward | thing | ward, commune | phường, xã, thôn
village | thing | village, hamlet | làng, bản, thôn
state | thing | state, u.s. state | bang, tiểu bang
school | thing | school, university/universities, college | trường, trường học, đại học, trường đại học, ngôi trường
admission | thing | admission | xét tuyển
class | thing | class/classes, classroom | lớp, lớp học, phòng học
hospital | thing | hospital, clinic | bệnh viện, cơ sở y tế, phòng khám
house | thing | house, home, residence, dwelling | nhà, ngôi nhà, căn nhà, nhà dân, nhà ở
household | thing | household, family/families | hộ, gia đình, hộ gia đình, hộ dân
apartment | thing | apartment, flat, unit | căn hộ, chung cư
building | thing | building, structure, skyscraper | tòa nhà, toà nhà, công trình, cao ốc
room | thing | room, hotel room | phòng, phòng ngủ
car | thing | car, vehicle, automobile, suv | xe, ô tô, ôtô, xe hơi, chiếc xe, phương tiện, chiếc ô tô
truck | thing | truck, lorry/lorries | xe tải, xe container
route | thing | route, bus line, bus route, railway line, rail line, metro line | tuyến, tuyến đường sắt
bus | thing | bus/buses, coach | xe buýt, xe khách, buýt, buýt điện
motorbike | thing | motorbike, motorcycle | xe máy, xe mô tô, mô tô
train | thing | train | đoàn tàu, tàu hỏa, tàu hoả, chuyến tàu
ship | thing | ship, boat, vessel, ferry/ferries | tàu, thuyền, con tàu, tàu thuyền, tàu cá, chiếc tàu, phà
plane | thing | plane, aircraft/aircraft, airplane, jet | máy bay, phi cơ, chiếc máy bay, tàu bay
helicopter | thing | helicopter | trực thăng, máy bay trực thăng
drone | thing | drone, unmanned aerial vehicle, uav | máy bay không người lái, drone, uav
flight | thing | flight | chuyến bay
missile | thing | missile, rocket | tên lửa, quả tên lửa, rocket
bomb | thing | bomb, explosive, shell | bom, quả bom, chất nổ, đạn pháo
tank | thing | tank, armored vehicle | xe tăng, xe thiết giáp
gun | thing | gun, weapon, firearm, rifle, pistol | súng, khẩu súng, vũ khí
attack | thing | attack, strike, airstrike, raid, assault | cuộc tấn công, vụ tấn công, trận không kích, cuộc không kích, vụ đột kích
explosion | thing | explosion, blast | vụ nổ, tiếng nổ
fire | thing | fire, blaze, wildfire | vụ cháy, đám cháy, trận cháy
accident | thing | accident, crash, collision | vụ tai nạn, tai nạn, vụ va chạm
crime | thing | crime, offense, offence, murder, incident | vụ án, tội, vụ việc, vụ, tội danh
operation | thing | operation, campaign | chiến dịch, cuộc hành quân
earthquake | thing | earthquake, quake, tremor, aftershock | trận động đất, động đất, dư chấn
storm | thing | storm, hurricane, typhoon, cyclone, tornado, tornadoes/tornadoes | cơn bão, bão, lốc xoáy, áp thấp nhiệt đới
flood | thing | flood | trận lũ, lũ, đợt lũ
company | thing | company/companies, firm, business/businesses, enterprise, corporation, group | công ty, doanh nghiệp, tập đoàn, hãng, tổng công ty
bank | thing | bank | ngân hàng
shop | thing | shop, store, outlet, supermarket, branch/branches | cửa hàng, siêu thị, chi nhánh, cửa hiệu
restaurant | thing | restaurant, cafe | nhà hàng, quán, quán ăn
factory | thing | factory/factories, plant | nhà máy, xí nghiệp
organization | thing | organization, organisation, agency/agencies, body | tổ chức, cơ quan, đơn vị
party | thing | party/parties | đảng, chính đảng
project | thing | project | dự án, công trình dự án
product | thing | product, item, good | sản phẩm, mặt hàng, món hàng
share | thing | share, stock | cổ phiếu, cổ phần
job | thing | job, position, post | việc làm, vị trí, công việc
dose | thing | dose, shot, vaccine dose, jab | liều, mũi, liều vắc xin, liều vaccine, mũi tiêm
test | thing | test | xét nghiệm, mẫu, mẫu xét nghiệm
vote | thing | vote, ballot | phiếu, phiếu bầu, lá phiếu
seat | thing | seat | ghế, chỗ ngồi, chỉ tiêu
point | thing | point | điểm
goal | thing | goal | bàn, bàn thắng, mục tiêu
match | thing | match/matches, game, fixture | trận, trận đấu, ván
round | thing | round | vòng, hiệp
team | thing | team, side, club, squad | đội, đội bóng, đội tuyển, câu lạc bộ, clb
medal | thing | medal | huy chương, hcv
award | thing | award, prize, trophy/trophies | giải, giải thưởng, cúp
title | thing | title, championship | danh hiệu, chức vô địch
film | thing | film, movie | phim, bộ phim
book | thing | book, novel | sách, cuốn sách, quyển sách, đầu sách
song | thing | song, single, track | bài hát, ca khúc
album | thing | album | album
photo | thing | photo, picture, image, photograph | bức ảnh, ảnh, tấm ảnh, hình ảnh
video | thing | video, clip | video, clip
view | thing | view | lượt xem
comment | thing | comment | bình luận
article | thing | article, story/stories | bài báo, bài viết
document | thing | document, file | tài liệu, hồ sơ, văn bản
law | thing | law, bill, decree | luật, đạo luật, dự luật, nghị định
article of law | thing | clause, provision | điều khoản, điều
lawsuit | thing | lawsuit, suit | vụ kiện
tree | thing | tree | cây, cây xanh, gốc cây
animal | thing | animal, pet | động vật, cá thể, con vật, con
pig | thing | pig, hog | heo, lợn, con lợn, con heo
cow | thing | cow, cattle/cattle, buffalo/buffaloes | bò, trâu, con bò, con trâu, trâu bò
chicken | thing | chicken, duck, bird | gà, vịt, con gà, gia cầm, chim
dog | thing | dog, puppy/puppies | chó, con chó
cat | thing | cat, kitten | mèo, con mèo
fish | thing | fish/fish | cá, con cá
species | thing | species/species | loài
language | thing | language | ngôn ngữ, thứ tiếng
island | thing | island | đảo, hòn đảo
road | thing | road, street, highway | con đường, tuyến đường, tuyến cao tốc, đường phố
bridge | thing | bridge | cầu, cây cầu
lane | thing | lane | làn, làn đường, làn xe
floor | thing | floor, story, storey | tầng
phone | thing | phone, smartphone, device | điện thoại, thiết bị, chiếc điện thoại
account | thing | account | tài khoản
call | thing | call, phone call | cuộc gọi
letter | thing | letter | lá thư, bức thư
year level | thing | grade | khối lớp
subject | thing | subject, course | môn, môn học, khóa học, khoá học, ngành, ngành học
question | thing | question | câu hỏi, câu
hour | thing | shift | ca làm việc
meeting | thing | meeting, session, summit | cuộc họp, phiên họp, cuộc gặp, hội nghị
part | thing | part, section, chapter | phần, chương
step | thing | step | bước
place | thing | place, location, site, spot | nơi, địa điểm, điểm đến, chỗ, địa phương
ticket | thing | ticket | vé, tấm vé
trip | thing | trip, journey, tour | chuyến, chuyến đi
time | thing | time, occasion | lần, dịp
type | thing | type, kind, form | loại, dạng, hình thức
son | person | son | con trai
daughter | person | daughter | con gái
brother or sister | person | sibling, brother, sister | anh em, anh chị em, chị em
parent | person | parent | phụ huynh, cha mẹ, bố mẹ
barrel | thing | drum | thùng
group | thing | group, gang, network, ring | nhóm, băng nhóm, băng, đường dây, tốp
camp | thing | camp, center, centre | trại, trung tâm
farm | thing | farm | trang trại, nông trại
mine | thing | mine | mỏ
award show | thing | season, episode | mùa, tập
republican | person | republican | đảng viên cộng hòa
democrat | person | democrat | đảng viên dân chủ
american | person | american | người mỹ
population | person | population | dân số
"""

ACTS = """
arrest | act | arrest, detain, apprehend, capture/captured/captures, in custody, taken into custody, nab/nabbed, round up/rounded up | bắt, bắt giữ, tạm giữ, bắt giam, tạm giam, tóm, giam giữ, vụ bắt giữ, bắt tạm giam, bị bắt
rescue | act | rescue, save, pull out/pulled out, bring to safety/brought to safety | giải cứu, cứu, cứu sống, cứu thoát, được cứu, cứu được, giải thoát
release | act | release, free/freed/freeing, set free, let go | thả, trả tự do, phóng thích, được thả
die | act | die/died/dies/dying/dead/death/deaths, kill/killed/kills/killing/killings, fatality/fatalities, lose lives, lost their lives, perish, claim the lives/claimed the lives of/claimed lives, death toll, slay/slain | chết, thiệt mạng, tử vong, tử nạn, qua đời, tử thương, mất mạng, bỏ mạng, hy sinh, cướp đi sinh mạng, sát hại, giết, giết chết, bị giết, tử trận, số người chết, tiêu diệt, bị tiêu diệt
injure | act | injure, wound, hurt/hurt/hurting, injury/injuries | bị thương, thương, làm bị thương, trọng thương, bị thương nặng
disappear | act | missing, disappear, go missing/went missing/gone missing, unaccounted for | mất tích, mất liên lạc, biến mất
charge | act | charge, indict, prosecute | khởi tố, truy tố, bị khởi tố, buộc tội, cáo buộc
convict | act | convict, conviction/convictions, found guilty, plead guilty/pleaded guilty | kết tội, bị kết tội
sentence | act | sentence, jail, imprison | kết án, tuyên án, tuyên phạt, lãnh án, bị kết án, phạt tù
execute | act | execute, put to death | xử tử, hành quyết, tử hình
identify | act | identify/identified/identifies/identifying/identification | xác định, nhận diện, nhận dạng, xác định được
find | act | find/found/finds/finding, discover, detect, recover, locate, spot/spotted | phát hiện, tìm thấy, tìm ra, ghi nhận, vớt được
evacuate | act | evacuate, evacuation/evacuations | sơ tán, di tản, di dời, được sơ tán
displace | act | displace, flee/fled, left homeless, lose homes/lost their homes | mất nhà cửa, phải rời bỏ nhà cửa, bỏ chạy, chạy trốn
hospitalize | act | hospitalize, hospitalise, taken to hospital, taken to the hospital, admitted | nhập viện, đưa vào viện, cấp cứu, nằm viện
infect | act | infect, test positive/tested positive, sicken, contract/contracted | nhiễm, mắc, dương tính, lây nhiễm, nhiễm bệnh, mắc bệnh
cure | act | cure, discharge, recover from | khỏi bệnh, xuất viện, bình phục, chữa khỏi
vaccinate | act | vaccinate, vaccination/vaccinations, inoculate, immunize | tiêm, tiêm chủng, tiêm phòng
deport | act | deport, deportation/deportations, expel/expelled, extradite | trục xuất, dẫn độ
repatriate | act | repatriate, return home/returned home, bring home/brought home | hồi hương, về nước, được về nước
kidnap | act | kidnap/kidnapped, abduct, abduction/abductions, take hostage/taken hostage/took hostage | bắt cóc, bị bắt cóc
traffick | act | trafficked, smuggle | buôn bán, bị buôn bán, bị bán
attack | act | attack, assault, strike/struck, bomb/bombed, shell/shelled, raid | tấn công, tập kích, không kích, đột kích, pháo kích, ném bom
shoot | act | shoot/shot/shooting, open fire/opened fire, gun down/gunned down | bắn, nổ súng, xả súng, bị bắn
launch | act | launch, fire/fired/firing | phóng, khai hỏa, bắn phá
destroy | act | destroy, destruction/destruction, demolish, burn down/burned down/burnt down, wipe out | phá hủy, phá huỷ, tiêu hủy, tiêu huỷ, san phẳng, thiêu rụi, tiêu diệt, bị phá hủy
damage | act | damage | hư hỏng, hư hại, làm hư hại, thiệt hại
flood | act | flood/flooded, inundate, submerge | ngập, bị ngập, chìm trong nước, ngập lụt
collapse | act | collapse | sập, đổ sập, bị sập
sink | act | sink/sank/sunk, capsize | chìm, bị chìm, lật
crash | act | crash/crashed, collide | đâm, va chạm, gặp nạn
seize | act | seize, seizure/seizures, confiscate, impound | thu giữ, tịch thu, tạm giữ tang vật, bắt được
steal | act | steal/stole/stolen, theft/thefts, rob/robbed, defraud, swindle | trộm, cướp, chiếm đoạt, lừa đảo, lấy trộm, lừa
fine | act | fine | phạt tiền, xử phạt, bị phạt, phạt
pay | act | pay/paid/pays/paying | trả, chi trả, nộp, thanh toán
spend | act | spend/spent/spends | chi, chi tiêu, bỏ ra
earn | act | earn, take in/took in, receive | kiếm, thu, thu về, nhận, kiếm được, nhận được
lose | act | lose/lost/loses/losing, loss/losses | mất, mất trắng, thua, lỗ, thua lỗ
win | act | win/won/wins/winning | thắng, giành, chiến thắng, đoạt, giành được
score | act | score | ghi bàn, ghi
sell | act | sell/sold/sells/selling, sale/sales | bán, bán ra, tiêu thụ, bán được
buy | act | buy/bought/buys/buying, purchase, acquire | mua, thu mua, mua vào, mua lại
build | act | build/built/builds/building, construct | xây, xây dựng, thi công
open | act | open, inaugurate | khai trương, khánh thành, mở, mở cửa
close | act | close, shut/shut/shutting, shut down | đóng cửa, đóng
produce | act | produce, manufacture, make/made | sản xuất, chế tạo, làm ra
export | act | export | xuất khẩu
import | act | import | nhập khẩu
invest | act | invest/invested/investing/investment | đầu tư, rót vốn, rót
raise | act | raise funds/raised, collect | quyên góp, huy động, gây quỹ
donate | act | donate, give/gave/given, contribute | tặng, trao, trao tặng, ủng hộ, đóng góp
borrow | act | borrow | vay, vay nợ
owe | act | owe/owed/owes | nợ
send | act | send/sent/sends/sending, dispatch, deploy | gửi, điều, triển khai, huy động lực lượng, cử, đưa
hire | act | hire, recruit | tuyển, tuyển dụng, tuyển sinh
dismiss | act | lay off/laid off/laying off/layoffs, fire workers, dismiss, sack, cut jobs | sa thải, cắt giảm, cho nghỉ việc, buộc thôi việc
resign | act | resign, resignation/resignations, step down/stepped down, quit/quit | từ chức, nghỉ việc, xin nghỉ
elect | act | elect | bầu, được bầu, đắc cử
vote | act | vote | bỏ phiếu, bầu chọn, đi bầu
approve | act | approve, pass/passed, ratify/ratified | phê duyệt, thông qua, phê chuẩn, chấp thuận
reject | act | reject, veto/vetoed, turn down/turned down | bác bỏ, từ chối, bác
sign | act | sign | ký, ký kết
participate | act | participate, take part/took part/taking part/taken part, join, attend, involve/involved/involving | tham gia, tham dự, góp mặt, dự
protest | act | protest, demonstrate, rally/rallied | biểu tình, xuống đường
strike work | act | walk out/walked out, on strike | đình công
graduate | act | graduate | tốt nghiệp
enroll | act | enroll, enrol, admit | nhập học, trúng tuyển
pass | act | pass the exam/passed the exam | đậu, đỗ
bear | act | born, give birth/gave birth | sinh, chào đời, ra đời, sinh ra
marry | act | marry/married/marries, wed | kết hôn, cưới
live | act | live/lived/living, reside | sống, sinh sống, cư trú
work | act | work/worked/working | làm việc, lao động tại
visit | act | visit | thăm, đến thăm, ghé thăm
travel | act | travel, fly/flew/flown | bay, đi lại, di chuyển
plant | act | plant/planted/planting | trồng
investigate | act | investigate, probe | điều tra
inspect | act | inspect, check | kiểm tra
test | act | tested | được xét nghiệm, xét nghiệm
abuse | act | abuse, harass | xâm hại, bạo hành, lạm dụng
trap | act | trap/trapped, strand, stuck | mắc kẹt, bị mắc kẹt, kẹt
remove | act | remove | loại bỏ, gỡ, gỡ bỏ
threaten | act | threaten | đe dọa, đe doạ
rise | rise | rise/rose/rises/risen/rising, increase, grow/grew/grown/growing/growth, climb, jump, surge, soar, gain, up | tăng, gia tăng, tăng thêm, tăng trưởng, tăng lên, tăng vọt
fall | fall | fall/fell/falls/fallen/falling, decrease, drop/dropped/dropping, decline, plunge, slump, shrink/shrank, slip/slipped, down, reduce, diminish, ease, dip/dipped/dipping, dwindle, lessen | giảm, sụt, sụt giảm, giảm xuống, giảm còn, hạ, rớt, lao dốc
"""
