"""Everyday verbs of news that mean the same in English and Vietnamese.

One sense a line: English forms | Vietnamese forms. It is named by its first English form. English forms stand for
everything that shares their stem; what counted things and acts are called is in ``lexicon_entries``.
"""

from __future__ import annotations

VERBS = """
say, tell, state, remark, mention, note, declare, speak, talk, according to, quote | nói, cho biết, phát biểu, cho hay, tuyên bố, theo lời, khẳng định, bày tỏ, chia sẻ, trao đổi, nhấn mạnh, đề cập, nêu, kể, theo
announce, publish, release, unveil, disclose, reveal | công bố, thông báo, tiết lộ, phát hành, xuất bản, đưa ra, ra mắt
ask, request, urge, call on, appeal, demand | yêu cầu, đề nghị, kêu gọi, đòi, hỏi, xin, đòi hỏi, nhờ
answer, reply, respond, response | trả lời, đáp, phản hồi, ứng phó, phản ứng
begin, start, commence, launch, originate | bắt đầu, khởi động, khởi đầu, mở đầu, khai mạc, khởi công
end, finish, conclude, complete, wrap up, final | kết thúc, hoàn thành, chấm dứt, hoàn tất, bế mạc, xong
continue, carry on, keep on, persist, remain, still | tiếp tục, vẫn, vẫn còn, duy trì, còn
stop, halt, cease, suspend, pause | dừng, ngừng, ngưng, đình chỉ, tạm dừng, thôi
cancel, scrap, call off, revoke, annul | hủy, huỷ, hủy bỏ, huỷ bỏ, bãi bỏ, thu hồi
become, turn into | trở thành, trở nên, thành
give, provide, offer, grant, hand, supply, award, promise | cho, cung cấp, trao, tặng, cấp, ban, đưa
get, receive, obtain, gain, acquire | nhận, được nhận, nhận được, có được, đạt được, lấy
use, employ, utilize, apply | sử dụng, dùng, áp dụng, xài, tận dụng
show, display, exhibit, demonstrate, present, indicate | cho thấy, trưng bày, thể hiện, trình bày, triển lãm, chứng tỏ, hiển thị
see, watch, view, look, observe, witness | thấy, xem, nhìn, quan sát, chứng kiến, theo dõi, ngắm
find, discover, detect, uncover, locate | tìm thấy, phát hiện, khám phá, tìm ra
know, aware, recognize, identify | biết, biết đến, nhận ra, nhận biết, xác định
think, believe, consider, regard, view as, opinion | nghĩ, tin, cho rằng, coi, xem là, tin rằng, quan niệm, quan điểm, nhận định
want, wish, desire, seek, aim, hope | muốn, mong muốn, mong, nhằm, hy vọng, tìm cách, tìm kiếm
need, require, must, necessary, mandatory, should | cần, phải, cần phải, cần thiết, bắt buộc, nên
try, attempt, effort, endeavor | cố gắng, cố, nỗ lực, thử
help, assist, aid, support, back | giúp, hỗ trợ, giúp đỡ, viện trợ, ủng hộ, trợ giúp
allow, let, permit, authorize, enable, license | cho phép, cấp phép, để cho, phép
ban, prohibit, forbid, outlaw | cấm, nghiêm cấm
prevent, block, avert, hinder, obstruct | ngăn, ngăn chặn, cản trở, chặn
avoid, escape, evade, spare | tránh, trốn, thoát, né
protect, defend, guard, safeguard | bảo vệ, phòng thủ, giữ gìn, bảo đảm
make, create, produce, generate, form | làm, tạo, tạo ra, làm ra, sản xuất, hình thành
keep, hold, maintain, retain, preserve | giữ, duy trì, giữ nguyên, bảo tồn, nắm giữ
bring, carry, take along, transport | mang, chở, đem, vận chuyển, chuyên chở, mang theo
move, shift, transfer, relocate, migrate | chuyển, di chuyển, dời, chuyển đến, di cư
lead, head, direct, command, helm, chair | dẫn dắt, lãnh đạo, đứng đầu, chỉ huy, dẫn đầu, chủ trì
meet, talks, discuss, negotiate, dialogue | gặp, thảo luận, đàm phán, họp, hội đàm, gặp gỡ, bàn, thương lượng
include, contain, comprise, consist, feature | gồm, bao gồm, có, chứa, trong đó có
develop, expand, broaden, extend, widen, spread | phát triển, mở rộng, lan rộng, phổ biến
narrow, shrink | thu hẹp
change, alter, modify, adjust, amend, revise, reform | thay đổi, sửa đổi, điều chỉnh, đổi, cải cách, biến đổi, cải tổ
improve, enhance, upgrade, better | cải thiện, nâng cao, nâng cấp, tốt hơn
worsen, deteriorate | xấu đi, tồi tệ hơn, trầm trọng
affect, impact, influence, effect | ảnh hưởng, tác động, hiệu quả
cause, lead to, trigger, prompt, result in, spark | gây, gây ra, khiến, dẫn đến, làm cho, nguyên nhân, khiến cho
fundraise, raise money, raise funds, collect money | gây quỹ, quyên góp, huy động vốn
sue, take to court | kiện, khởi kiện, đâm đơn kiện
accuse, allege, blame, denounce | cáo buộc, tố cáo, tố, buộc tội, đổ lỗi
admit, acknowledge, concede, confess, plead guilty | thừa nhận, thú nhận, nhận tội, khai nhận
deny, dispute, refute | phủ nhận, chối, bác bỏ
confirm, verify, affirm | xác nhận, khẳng định, xác minh
warn, alert, caution | cảnh báo, báo động, cảnh giác, khuyến cáo
advise, recommend, suggest, encourage, advice | khuyên, khuyến nghị, khuyến khích, tư vấn, gợi ý
plan, intend, propose, scheme, project | kế hoạch, dự định, đề xuất, kiến nghị, dự kiến, lên kế hoạch, phương án
decide, determine, rule, decision, resolve | quyết định, phán quyết, quyết
agree, accept, consent, approve, deal | đồng ý, chấp nhận, nhất trí, thỏa thuận, tán thành, chấp thuận
refuse, decline, turn down, reject | từ chối, khước từ, không chấp nhận, không nhận, bác bỏ
oppose, object, resist, against | phản đối, chống, chống lại, chống đối
criticize, condemn | chỉ trích, phê phán, lên án, phê bình
praise, hail, applaud, welcome | khen ngợi, ca ngợi, hoan nghênh, tán dương
punish, penalty, penalize, sanction | trừng phạt, hình phạt, bị phạt, xử phạt, phạt, chế tài
order, instruct, mandate, directive | ra lệnh, chỉ thị, chỉ đạo, lệnh, sắc lệnh
choose, select, pick, opt | chọn, lựa chọn, tuyển chọn
appoint, nominate, name as, assign | bổ nhiệm, đề cử, chỉ định, giao, phân công
replace, substitute, take over, succeed | thay thế, kế nhiệm, tiếp quản, thay
leave, depart, exit, quit | rời, rời khỏi, khởi hành, ra đi, bỏ đi
arrive, land, reach, come, enter | đến, tới, hạ cánh, đặt chân, vào, đi vào
return, come back, go back | trở lại, quay lại, trở về, quay về
cross, pass through | vượt, băng qua, đi qua
flee, run away | bỏ chạy, chạy trốn, tẩu thoát, đào tẩu, trốn thoát
hide, conceal, cover up | giấu, che giấu, ẩn, trốn
search, hunt, look for | tìm kiếm, lục soát, truy tìm, khám xét
seize, confiscate, impound, capture, take over | tịch thu, tạm giữ, thu giữ, bắt giữ, chiếm, kê biên
break, violate, breach | vi phạm, phá vỡ, phạm
damage, harm, ruin, ravage | thiệt hại, gây hại, tàn phá, hư hại, hư hỏng, tổn hại
repair, fix, restore, recover, rebuild | sửa chữa, khắc phục, phục hồi, khôi phục, tái thiết, hồi phục
burn, fire, blaze | cháy, đốt, thiêu, bốc cháy, ngọn lửa, lửa, đám cháy
overturn, capsize | lật, bị lật, lật úp
plunge, fall down, drop off | rơi, lao xuống, ngã, rơi xuống, rớt
hit, strike, collide, crash | đâm, va chạm, đập, trúng, đụng
shoot, open fire, gunfire | bắn, nổ súng, xả súng
stab, knife | đâm, dao
beat, punch, assault | đánh, hành hung, đánh đập
bite | cắn
treat, cure, heal, therapy | điều trị, chữa, chữa trị, cứu chữa
suffer, endure, undergo | chịu, chịu đựng, hứng chịu, trải qua, gặp phải
fear, afraid, terrify, worry, concern, anxious, scare | sợ, lo ngại, lo lắng, sợ hãi, hoảng sợ, e ngại, khiếp sợ, lo
love, like, care for, romance, enjoy | yêu, thích, yêu thích, yêu thương, quan tâm, hẹn hò, yêu nhau
separate, split, break up, divorce | chia tay, ly hôn, tách, ly thân
teach, lecture, instruct | dạy, giảng dạy, bài giảng, giảng
learn, study, research, investigate | học, nghiên cứu, học tập, học hỏi, tìm hiểu, điều tra
train, practice, exercise, drill | huấn luyện, tập luyện, đào tạo, diễn tập, thực hành
write, author, compose, compile | viết, sáng tác, soạn, biên soạn, tác giả
read | đọc
call, name, dub, title | gọi, gọi là, đặt tên, mang tên, tựa đề, có tên
sing, song, music, musical | hát, bài hát, ca khúc, âm nhạc, nhạc, ca sĩ
dance | nhảy múa, khiêu vũ, múa
play, act, perform, role, star | đóng, diễn, biểu diễn, vai, vai diễn, thủ vai, trình diễn, chơi, vai trò
film, movie, cinema, drama | phim, điện ảnh, bộ phim, phim truyền hình
host, present, emcee | dẫn chương trình, làm mc, mc, chủ nhà, dẫn, tổ chức
hold, organize, take place, stage, occur, happen | tổ chức, diễn ra, xảy ra
compete, contest, race, rival | cạnh tranh, thi đấu, tranh tài, tranh giành, đua
celebrate, mark, commemorate, anniversary | kỷ niệm, chào mừng, ăn mừng, mừng
drive, ride | lái, chạy, điều khiển
walk, hike | đi bộ
stay, reside, dwell, inhabit | ở, ở lại, sinh sống, cư trú
build, construct, erect | xây, xây dựng, dựng, thi công
cost, price, worth, value, fee | giá, chi phí, trị giá, giá trị, phí, tốn
compensate, damages, reimburse, repay | bồi thường, đền bù, hoàn trả
spend, expense, expenditure | chi, chi tiêu, tiêu
save, economize | tiết kiệm, dành dụm
eat, meal, food, dish | ăn, món ăn, thức ăn, thực phẩm, bữa ăn, món, đĩa
drink, beverage | uống, đồ uống
sleep | ngủ
measure, gauge | đo, đo đạc, biện pháp
count, calculate, compute | tính, đếm, tính toán
estimate, project, forecast, predict, expect | ước tính, dự báo, dự đoán, dự kiến, kỳ vọng, phỏng đoán
reduce, cut, lower, decrease, less | giảm, cắt giảm, hạ, ít hơn, giảm bớt
increase, raise, boost, lift, higher, more | tăng, nâng, gia tăng, cao hơn, nhiều hơn
double | gấp đôi
exceed, surpass, top | vượt quá, vượt
rank, rate, place | xếp hạng, thứ hạng, đứng thứ
allocate, distribute, share out, earmark | phân bổ, phân phối, bố trí, chia
retire | nghỉ hưu, về hưu
implement, carry out, conduct, execute, enforce | thực hiện, triển khai, tiến hành, thi hành
deploy, send, dispatch | triển khai, điều, cử, gửi, phái
withdraw, pull out | rút, rút lui, rút khỏi
delay, postpone, defer | trì hoãn, hoãn, chậm, lùi, chậm trễ
cooperate, collaborate, partner | hợp tác, phối hợp, đối tác
connect, link, join, associate | kết nối, liên kết, nối, gắn, liên quan, gắn với
complain, complaint | khiếu nại, phàn nàn, than phiền
report, inform, notify, notification | báo cáo, thông tin, đưa tin, thông báo, báo
record, register, document | ghi nhận, đăng ký, lập biên bản, ghi lại
monitor, supervise, track | theo dõi, giám sát
manage, run, operate, administer | quản lý, điều hành, vận hành, hoạt động
lack, shortage, deficiency | thiếu, thiếu hụt
surrender, give up | đầu hàng, từ bỏ
threaten, intimidate | đe dọa, uy hiếp, thị uy, dọa
smash, vandalize, destroy, wreck | đập phá, phá hủy, phá huỷ, phá
drive away, expel, chase | đuổi, xua đuổi, trục xuất, rượt đuổi
convince, persuade | thuyết phục
compare, comparison | so sánh, so với
fade, erode | mai một, phai nhạt
weigh, heavy, weight | nặng, cân nặng, trọng lượng
orbit | quỹ đạo, bay quanh
seat, sit | ngồi, ghế
hand out, distribute free | phát, phát miễn phí
catch, nab | bắt, bắt quả tang, bắt được
file, submit, lodge | nộp, đệ trình, gửi đơn
apologize, sorry | xin lỗi
thank, grateful | cảm ơn, biết ơn
sign, ink | ký, ký kết
wait, await | chờ, đợi, chờ đợi
work, job, employ | làm việc, công việc, việc làm, lao động, nghề
"""
