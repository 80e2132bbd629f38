"""Everyday nouns and adjectives of news that mean the same in English and Vietnamese.

One sense a line: English forms | Vietnamese forms. It is named by its first English form. English forms stand for
everything that shares their stem; what counted things and acts are called is in ``lexicon_entries``.
"""

from __future__ import annotations

THINGS = """
day, date | ngày, hôm
week | tuần
month | tháng
year, annual | năm, hằng năm, thường niên, hàng năm
decade | thập kỷ, thập niên
hour | giờ, tiếng đồng hồ
morning | sáng, buổi sáng
afternoon | chiều, buổi chiều
evening | tối, buổi tối
night, overnight | đêm, ban đêm
summer | mùa hè, hè
winter | mùa đông
spring season, springtime | mùa xuân
autumn | mùa thu
weather, climate | thời tiết, khí hậu
rain, rainfall | mưa
snow | tuyết
wind, gust | gió
heat, hot | nóng, nắng nóng
cold | lạnh, rét
drought | hạn hán
sea, ocean, maritime | biển, đại dương, hàng hải
river | sông
lake, reservoir | hồ, hồ chứa
mountain, hill | núi, đồi
forest, wood | rừng
coast, shore, offshore | bờ biển, ngoài khơi, ven biển, duyên hải
ravine, abyss, gorge | vực, vực sâu, hẻm núi
border, frontier | biên giới, biên phòng
north, northern | phía bắc, miền bắc, bắc bộ, bắc
south, southern | phía nam, miền nam, nam bộ, nam
east, eastern | phía đông, miền đông, đông
west, western | phía tây, miền tây, phương tây, tây
area, region, zone, district | khu vực, vùng, khu, địa phương, miền
city, urban, town | thành phố, đô thị, thị trấn
countryside, rural | nông thôn
world, global, worldwide | thế giới, toàn cầu
country, nation, national | quốc gia, đất nước, nước, toàn quốc
international | quốc tế
foreign, overseas, abroad | nước ngoài, ngoại quốc, hải ngoại
capital city | thủ đô
earth, planet | trái đất, hành tinh
moon, lunar | mặt trăng
sun, solar, eclipse | mặt trời, nhật thực
space, spacecraft, outer space | vũ trụ, không gian, tàu vũ trụ
satellite | vệ tinh
water, aquatic, underwater | nước, dưới nước
oil, petroleum, crude | dầu, dầu mỏ, xăng dầu
fuel, petrol, gasoline, diesel | nhiên liệu, xăng, dầu diesel
gas | khí đốt, khí
coal | than, than đá
electric, power supply | điện, điện lực
energy | năng lượng
nuclear, atomic | hạt nhân, nguyên tử
gold | vàng
silver | bạc
bronze | đồng hạng, huy chương đồng
steel, iron | thép, sắt
money, cash, fund | tiền, tiền mặt, kinh phí, quỹ, ngân quỹ
budget | ngân sách
tax, levy | thuế
tariff, duty | thuế quan, thuế nhập khẩu
wage, salary, pay, paycheck | lương, tiền lương, thù lao
income, earnings | thu nhập
revenue, turnover, sales | doanh thu, doanh số
profit | lợi nhuận, lãi
loss, deficit | lỗ, thua lỗ, thâm hụt
debt, loan | nợ, khoản vay, vay
interest rate | lãi suất
bond | trái phiếu
stock, share | cổ phiếu, chứng khoán
bank, lender | ngân hàng
insurance | bảo hiểm
market | thị trường, chợ
economy | kinh tế, nền kinh tế
finance, fiscal | tài chính
trade, commerce, business | thương mại, kinh doanh, buôn bán
inflation | lạm phát
recession | suy thoái
crisis | khủng hoảng
invest | đầu tư, vốn đầu tư
export | xuất khẩu
import | nhập khẩu
industry | công nghiệp, ngành công nghiệp, ngành
agriculture, farm | nông nghiệp, nông trại
tourism, travel | du lịch
technology, tech | công nghệ, kỹ thuật
internet, online, web, website | internet, trực tuyến, mạng, trang web
computer | máy tính
software, app | phần mềm, ứng dụng
data, information | dữ liệu, thông tin
artificial intelligence, ai | trí tuệ nhân tạo
robot | robot, người máy
social media, social network | mạng xã hội
health, medical, medicine | sức khỏe, sức khoẻ, y tế, y học
disease, illness, sick | bệnh, bệnh tật, ốm
cancer | ung thư
diabetes | tiểu đường, đái tháo đường
heart | tim, trái tim, trọng tâm
epidemic, pandemic, plague, outbreak | dịch, đại dịch, dịch bệnh, dịch hạch
virus | virus, vi rút
vaccine, vaccinate | vắc xin, vaccine, vắc-xin, tiêm chủng
drug, narcotic | ma túy, ma tuý
medication, pill | thuốc, dược phẩm
surgery, operate on | phẫu thuật
pregnant, fetus, maternity | mang thai, thai nhi, thai, sản phụ, bầu
murder, homicide, kill | giết, sát hại, giết người, hạ sát
theft, robbery, steal | trộm, cướp, trộm cắp, ăn trộm
fraud, scam | lừa đảo, gian lận
corruption, bribery, bribe | tham nhũng, hối lộ, nhũng nhiễu
law, legal, legislation, bill | luật, pháp luật, pháp lý, dự luật, luật pháp
rule, regulation | quy định, quy tắc
right, rights | quyền
court, tribunal | tòa án, toà án, tòa, toà
judge, justice | thẩm phán
lawyer, attorney | luật sư
prosecutor, prosecution | công tố viên, kiểm sát, viện kiểm sát, công tố
trial, hearing | phiên tòa, phiên toà, xét xử
lawsuit, litigation | vụ kiện, kiện
evidence, proof | bằng chứng, chứng cứ
prison, jail, imprisonment | tù, nhà tù, trại giam, phạt tù, ngồi tù
death penalty, capital punishment, death sentence, execution | tử hình, án tử hình
bail | bảo lãnh, tại ngoại
guilty | có tội, nhận tội
innocent | vô tội
war, battle, combat | chiến tranh, trận chiến, chiến đấu, xung đột
peace | hòa bình, hoà bình
ceasefire, truce | ngừng bắn, đình chiến
army, military, troops | quân đội, quân sự, bộ binh, quân
navy, naval | hải quân
air force | không quân
weapon, arms, gun | vũ khí, súng
government, administration | chính phủ, chính quyền, nhà nước
senate, senator | thượng viện, thượng nghị sĩ
house of representatives | hạ viện
parliament, congress | quốc hội, nghị viện
president, presidential | tổng thống
prime minister, premier | thủ tướng
union, association, federation, league | hiệp hội, liên đoàn, công đoàn, nghiệp đoàn
minister, ministry | bộ trưởng, bộ
king, queen, royal | vua, nữ hoàng, hoàng gia
mayor | thị trưởng
governor | thống đốc
chairman | chủ tịch
leader | lãnh đạo, nhà lãnh đạo, thủ lĩnh
director, chief, boss | giám đốc, cục trưởng, sếp, trưởng, trưởng phòng
party | đảng
democrat, democratic | dân chủ
republican | cộng hòa, cộng hoà
election, vote, poll, ballot | bầu cử, bỏ phiếu, phiếu, bầu
voter, electorate | cử tri
candidate, nominee | ứng viên, ứng cử viên, thí sinh
policy | chính sách
education | giáo dục
school | trường, trường học, nhà trường
primary school, elementary | tiểu học
secondary school, high school | trung học, thpt, cấp ba
university, college | đại học, trường đại học
student, pupil, graduate | học sinh, sinh viên, tốt nghiệp
teacher, professor | giáo viên, thầy, cô giáo, giáo sư, giảng viên
exam, test | thi, kỳ thi, bài thi, kiểm tra
admission, enrol | tuyển sinh, nhập học, xét tuyển, tuyển
score, point | điểm, điểm số
year group, grade | lớp, khối, khối lớp
science, scientist, scientific | khoa học, nhà khoa học
mathematics, math | toán, toán học
physics | vật lý
chemistry, chemical, chemist | hóa học, hoá học, hóa chất
biology | sinh học
geology, geologist | địa chất
geography | địa lý
history, historical | lịch sử
philosophy | triết học
literature | văn học
art, artist | nghệ thuật, nghệ sĩ
painting | hội họa, bức tranh, tranh
sport | thể thao
football, soccer | bóng đá
basketball | bóng rổ
volleyball | bóng chuyền
tennis | quần vợt, tennis
badminton | cầu lông
swim | bơi, bơi lội
boxing | quyền anh, đấm bốc
golf | golf
match, game | trận, trận đấu
team, club, squad | đội, câu lạc bộ, đội bóng
coach | huấn luyện viên, hlv
goal | bàn thắng, mục tiêu
defeat, lose, beaten | thua, thất bại, bại
win, victory, triumph | thắng, chiến thắng, giành chiến thắng, thắng lợi
champion, championship | vô địch, nhà vô địch
award, prize, medal, honor | giải, giải thưởng, huy chương, danh hiệu
season | mùa, mùa giải, phần
series, show, program | loạt, chương trình, seri, loạt phim, phần
television, tv | truyền hình, tivi
newspaper, magazine, press, media | báo, tạp chí, báo chí, truyền thông, tờ báo
book, novel | sách, cuốn sách, tiểu thuyết
religion, religious, faith | tôn giáo, tín ngưỡng
church | giáo hội, nhà thờ
christian | kitô, cơ đốc, kitô giáo
catholic | công giáo
protestant | tin lành
methodist | giám lý
muslim, islam, islamist, islamism | hồi giáo
buddhist | phật giáo
pagoda, temple | chùa, đền
father, dad | cha, bố, ba
mother, mom | mẹ, má
son, boy | con trai, bé trai
daughter, girl | con gái, bé gái, cô bé
brother | anh trai, em trai
sister | chị gái, em gái
husband | chồng
wife | vợ
grandfather | ông nội, ông ngoại
grandmother | bà nội, bà ngoại
grandchild, grandson, granddaughter | cháu
family, household, relative | gia đình, họ hàng, người thân, thân nhân
friend | bạn, bạn bè
neighbor | hàng xóm, láng giềng
couple, together | cặp đôi, cặp, bên nhau
people, person, resident, human | người, người dân, dân, cư dân
population | dân số
body, corpse, remains | thi thể, xác, cơ thể
head | đầu
skull | hộp sọ
bullet | đạn, viên đạn
laser | laser
house, home | nhà, ngôi nhà
building | tòa nhà, toà nhà, công trình
road, street, highway | đường, đường phố, đường bộ, quốc lộ, đại lộ, cao tốc
bridge | cầu
airport | sân bay
station, stop | ga, trạm, bến, nhà ga
port, harbor | cảng
park | công viên
garden, orchard, plantation | vườn, vườn cây, đồn điền
hotel | khách sạn
restaurant | nhà hàng, quán ăn
bar, pub | quán bar
office | văn phòng, công sở
company, firm, corporation | công ty, doanh nghiệp, tập đoàn, hãng
factory, plant | nhà máy, xưởng
car, vehicle, automobile | xe, ô tô, ôtô, phương tiện
bus, coach bus | xe buýt, xe khách, xe giường nằm
truck, lorry | xe tải
motorbike, motorcycle | xe máy, mô tô
bicycle, bike | xe đạp
train, railway, rail | tàu hỏa, tàu hoả, đường sắt
ship, boat, vessel | tàu, thuyền, con tàu
fish, fishing | cá, đánh cá, tàu cá
airplane, plane, aircraft | máy bay, phi cơ
flight | chuyến bay
traffic, transport | giao thông, vận tải
rice | gạo, lúa, cơm
meat, beef, pork | thịt
fruit | trái cây, hoa quả
sugar | đường kính, đường mía
milk | sữa
coffee | cà phê
tea | trà, chè
beer, alcohol, wine | bia, rượu, cồn
salt | muối
snail | ốc
language | ngôn ngữ, tiếng
translate, translation | dịch, bản dịch
letter, mail | thư
photo, picture, image | ảnh, hình ảnh, bức ảnh
video, clip, footage | video, clip
color | màu, màu sắc
number, figure, amount | số, con số, số lượng
prime number | số nguyên tố
infinite | vô số, vô hạn, vô cùng
average, mean | trung bình, bình quân
total, overall, whole | tổng, tổng cộng, toàn bộ, tổng số
part, portion, section | phần, bộ phận
half | nửa, một nửa
majority, most | đa số, hầu hết, phần lớn
reason, motive | lý do, nguyên do
problem, issue, trouble | vấn đề, rắc rối, trục trặc
solution | giải pháp
danger, risk, hazard | nguy hiểm, rủi ro, nguy cơ
emergency, urgent | khẩn cấp, cấp cứu, khẩn
safe, security | an toàn, an ninh
force, power, strength | lực, lực lượng, sức mạnh, quyền lực
gravity | trọng lực, lực hấp dẫn
quantum | lượng tử
particle | hạt
oxygen | oxi, oxy
liquid, fluid | lỏng, chất lỏng
engine, motor | động cơ
temperature | nhiệt độ
speed, velocity | tốc độ, vận tốc
distance, apart | khoảng cách, cách nhau, cách
size, scale | quy mô, kích thước
depth, deep | sâu, chiều sâu
tall, height | chiều cao, cao
shorter, lower | thấp hơn
longer | dài hơn
big, large, great, huge, major, vast, wide | lớn, to, khổng lồ, rộng, rộng lớn
small, little, tiny, minor | nhỏ, bé, ít
new, recent, latest, fresh | mới, gần đây, mới nhất
old, ancient, former, previous | cũ, cổ, cựu, trước đây, trước đó
young | trẻ
early, soon | sớm
late | muộn, trễ
first | đầu tiên, lần đầu
last, past | qua, vừa qua, cuối
second | thứ hai, thứ nhì
fast, quick, rapid | nhanh, nhanh chóng
slow | chậm
strong | mạnh
weak | yếu
rich, wealthy | giàu, giàu có
poor, poverty | nghèo, đói nghèo
good, best, excellent | tốt, tốt nhất, giỏi, xuất sắc, lý tưởng
bad, worst | xấu, tệ, tồi tệ
important, key, crucial, significant | quan trọng, then chốt, đáng kể
main, principal, central, core, chief | chính, chủ yếu, trung tâm, cốt lõi, trung ương
free of charge, free | miễn phí, tự do
expensive | đắt, đắt đỏ
cheap | rẻ
empty, vacant | trống, vắng
public | công cộng, công khai, công
private | tư nhân, riêng tư, riêng
local | địa phương
official | chính thức, quan chức
secret | bí mật
serious, severe, grave | nghiêm trọng, nặng, trầm trọng
common, general | chung, phổ biến, thông thường
often, frequent, regular | thường xuyên, thường, hay
rare | hiếm
different, various | khác, khác nhau
similar, same, equal | tương tự, giống, như nhau, bằng nhau, bình đẳng
stable, steady | ổn định
certain, sure, clear | chắc chắn, rõ, rõ ràng
uncertain, unclear | không chắc chắn, chưa rõ
false, wrong, incorrect | sai, giả, không đúng
right, true, correct | đúng, thật, chính xác
possible, likely, may | có thể, khả năng
available | sẵn có, có sẵn
popular, famous, well known | nổi tiếng, được yêu thích, phổ biến
beautiful | đẹp
angry | tức giận, nóng giận, nóng
sad | buồn
happy | vui, hạnh phúc, vui vẻ
daily | hằng ngày, hàng ngày, mỗi ngày
limited, limit, unlimited, unfettered | giới hạn, hạn chế
access | truy cập, tiếp cận
name, brand | tên, thương hiệu
member | thành viên
group | nhóm, tổ
organization, agency, body | tổ chức, cơ quan
system, network | hệ thống, mạng lưới
method, way, means | phương thức, phương pháp, cách, cách thức
model, design | mô hình, thiết kế, mẫu
version, edition | phiên bản
item, product, goods | sản phẩm, mặt hàng, hàng hóa
service | dịch vụ
customer, client | khách hàng, khách
phone, mobile | điện thoại, di động
accident, incident | tai nạn, sự cố, vụ việc
scene, site | hiện trường
case | vụ, trường hợp
story, tale | câu chuyện, chuyện
knowledge, skill | kiến thức, kỹ năng
doctrine, belief system | giáo lý, học thuyết
theory, hypothesis | giả thuyết, lý thuyết
movement | phong trào
settlement, colony | định cư, thuộc địa
island | đảo, hòn đảo
bay, gulf | vịnh
"""
