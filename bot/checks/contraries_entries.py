"""What excludes each other in news: the data of the contraries.

One group a line, its poles parted by a slash: English forms | Vietnamese forms. ``~`` before a group says that the
same may be told from its other side ("A sold to B" is "B bought from A").
"""

from __future__ import annotations

GROUPS = """
rise, increase, climb, grow, gain, jump, surge, soar, raise, growth, =higher | tăng, gia tăng, tăng lên, tăng trưởng, tăng vọt, nâng, cao hơn / fall, decrease, decline, drop, plunge, slump, shrink, =lower, =lowered, =lowering, reduce, cut | giảm, sụt, sụt giảm, giảm xuống, hạ, lao dốc, thấp hơn, cắt giảm
agree, accept, approve, consent, ratify, adopt | đồng ý, chấp nhận, thông qua, phê duyệt, nhất trí, chấp thuận, phê chuẩn / refuse, decline, reject, turn down, veto, rejection, refusal | từ chối, bác bỏ, khước từ
admit, confess, acknowledge, plead guilty | thừa nhận, thú nhận, khai nhận, nhận tội / deny, plead not guilty | phủ nhận, chối
begin, start, launch, commence | bắt đầu, khởi động, khởi đầu, khai mạc / end, finish, conclude, stop, halt | kết thúc, chấm dứt, ngừng, dừng, bế mạc
open, reopen | mở cửa, khai trương, khánh thành / close, shut | đóng cửa
arrive, land, enter | đến nơi, hạ cánh, nhập cảnh / depart, leave, exit | rời, rời khỏi, khởi hành, xuất cảnh
survive, alive, survivor | sống sót, còn sống, thoát chết / die, kill, dead, death | chết, thiệt mạng, tử vong, qua đời, tử nạn
convict, guilty | có tội, kết tội, kết án / acquit, innocent, not guilty | vô tội, trắng án, tuyên vô tội
hire, recruit | tuyển dụng, tuyển / dismiss, sack, lay off, layoff | sa thải, cho nghỉ việc
broaden, widen, expand, extend | mở rộng, nới rộng, gia hạn, kéo dài / narrow, shorten | thu hẹp, rút ngắn
strengthen | tăng cường, củng cố / weaken | suy yếu, làm yếu
improve | cải thiện, tốt lên / worsen, deteriorate | xấu đi, tệ đi
allow, permit, legalize, authorize, authorise, legalise | cho phép, hợp pháp hóa / ban, prohibit, forbid, outlaw | cấm, nghiêm cấm
support, endorse, favor, favour | ủng hộ, tán thành / oppose, object, opposition | phản đối, chống đối
drop out, pull out, quit | rút lui, bỏ cuộc / stay, remain | ở lại
safe | an toàn / dangerous, unsafe, hazardous | nguy hiểm, không an toàn
legal, lawful | hợp pháp / illegal, unlawful | trái phép, bất hợp pháp, phi pháp
success, successful, succeed | thành công / fail, failure, unsuccessful | thất bại
praise, hail, applaud | khen ngợi, ca ngợi, hoan nghênh / criticize, criticise, condemn, denounce | chỉ trích, lên án, phê phán
=more, =greater, increasingly | nhiều hơn, ngày càng / =less, =fewer | ít hơn
=taller, =higher | cao hơn / =shorter, =lower | thấp hơn
=longer | dài hơn, lâu hơn / =shorter | ngắn hơn
=bigger, =larger | lớn hơn, to hơn / =smaller | nhỏ hơn, bé hơn
=faster, =quicker | nhanh hơn / =slower | chậm hơn
=older | già hơn, lớn tuổi hơn / =younger | trẻ hơn
=stronger | mạnh hơn / =weaker | yếu hơn
=richer, =wealthier | giàu hơn / =poorer | nghèo hơn
=heavier | nặng hơn / =lighter | nhẹ hơn
=hotter, =warmer | nóng hơn, ấm hơn / =colder, =cooler | lạnh hơn, mát hơn
=cheaper | rẻ hơn / more expensive, =costlier | đắt hơn
=earlier | sớm hơn / =later | muộn hơn
heat, heatwave | nắng nóng / cold snap | rét, giá rét
rich, wealthy | giàu, giàu có / poor, poverty | nghèo, nghèo đói
release, =freed, set free | thả, phóng thích, trả tự do / arrest, detain, jail, imprison, seize | bắt giữ, bắt giam, tạm giam, tạm giữ, bị bắt
withdraw, pull out, withdrawal | rút quân, rút khỏi, rút lui / deploy, send | triển khai, điều động
double, twofold | gấp đôi, tăng gấp đôi / triple, threefold | gấp ba / quadruple, fourfold | gấp bốn / halve | giảm một nửa, còn một nửa
majority | đa số, phần lớn / minority | thiểu số, phần nhỏ
temporary, temporarily | tạm thời / permanent, permanently | vĩnh viễn, lâu dài
life sentence, life imprisonment, life in prison | chung thân, tù chung thân / death penalty, death sentence, sentence to death, capital punishment | tử hình, án tử hình
avoid, escape, spare | tránh, thoát, tránh được / face, suffer | đối mặt, phải chịu, đối diện
minor injury, slight injury, slightly injured | bị thương nhẹ, thương nhẹ / serious injury, seriously injured, critically injured, severely injured, critical condition | bị thương nặng, trọng thương, nguy kịch
public, state-owned | công lập, nhà nước / private | tư nhân, tư thục, dân lập
urban, city | thành thị, đô thị, thành phố / rural, countryside | nông thôn, miền núi
domestic | nội địa, trong nước / foreign, overseas, abroad | nước ngoài, ngoại quốc
northern, in the north, north of | phía bắc, miền bắc / southern, in the south, south of | phía nam, miền nam
eastern, in the east, east of | phía đông, miền đông / western, in the west, west of | phía tây, miền tây
positive, beneficial | tích cực, có lợi / negative, harmful, harm | tiêu cực, có hại, gây hại
explain, reveal, disclose | giải thích, tiết lộ / decline to say, refuse to say, decline to comment | từ chối cho biết, từ chối bình luận
long | dài, dài hơn / short | ngắn, ngắn hơn
small, little | nhỏ, bé, nhỏ hơn / big, large, huge | lớn, khổng lồ, lớn hơn
easy, simple | dễ, dễ dàng, đơn giản / difficult, hard | khó, khó khăn
outer | bên ngoài, phía ngoài / inner | bên trong, phía trong
cow, cattle | bò / pig, hog | lợn, heo / chicken, hen | gà / sheep | cừu / horse | ngựa / dog | chó / cat | mèo
lobster | tôm hùm / crab | cua / shrimp | tôm
senate | thượng viện / house of representatives | hạ viện
~ husband | người chồng, chồng / wife | người vợ, vợ
father | người cha, người bố, cha / mother | người mẹ, mẹ
son | con trai / daughter | con gái
~ brother | anh trai, em trai / sister | chị gái, em gái
boy | bé trai, cậu bé / girl | bé gái, cô bé
man, =male | người đàn ông, đàn ông, nam giới, nam sinh, nam sinh viên, nam công nhân / woman, =female | người phụ nữ, phụ nữ, nữ giới, nữ sinh, nữ sinh viên, nữ công nhân
import | nhập khẩu / export | xuất khẩu
profit | lợi nhuận, lãi / loss, deficit | lỗ, thua lỗ, thâm hụt / revenue, turnover | doanh thu
gold medal | huy chương vàng, hcv / silver medal | huy chương bạc, hcb / bronze medal | huy chương đồng, hcđ
football, soccer | bóng đá / basketball | bóng rổ / tennis | quần vợt, tennis / volleyball | bóng chuyền / badminton | cầu lông / baseball | bóng chày / golf | golf / swimming | bơi lội, môn bơi / hockey | khúc côn cầu / boxing | quyền anh / rugby | bóng bầu dục
mathematics, math | toán, toán học / physics | vật lý / chemistry | hóa học, hoá học / biology | sinh học / geology | địa chất / geography | địa lý / history | lịch sử / literature | văn học, ngữ văn / philosophy | triết học
christian, christianity | cơ đốc, kitô / muslim, islam, islamic | hồi giáo / buddhist, buddhism | phật giáo / jewish, jew, judaism | do thái / hindu | ấn độ giáo
summer | mùa hè / winter | mùa đông / autumn | mùa thu / springtime | mùa xuân
comedy | phim hài, hài kịch / horror | phim kinh dị / documentary | phim tài liệu / thriller | phim giật gân
motorbike, motorcycle | xe máy, mô tô / bicycle | xe đạp / truck, lorry | xe tải / bus | xe buýt, xe khách, xe giường nằm / train | tàu hỏa, tàu hoả, đoàn tàu / plane, airplane, aircraft | máy bay, phi cơ / helicopter | trực thăng / ship, boat, vessel, ferry | tàu cá, tàu thủy, thuyền, phà
army | bộ binh, lục quân / navy | hải quân / air force | không quân
rain, rainfall | mưa / drought | hạn hán
earthquake, quake | động đất / wildfire | cháy rừng / flood | lũ, lũ lụt / tsunami | sóng thần
prime minister, premier | thủ tướng / president | tổng thống / king | nhà vua, quốc vương / mayor | thị trưởng / governor | thống đốc
~ win, victory, beat, defeat | thắng, chiến thắng, giành chiến thắng, đánh bại / lose, loss | thua, thất bại, để thua
~ sell, sale | bán / buy, purchase, acquire | mua
~ lend | cho vay / borrow | vay, đi vay
"""
